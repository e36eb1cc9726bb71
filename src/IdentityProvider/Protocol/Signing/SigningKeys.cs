using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Protocol.Signing;

/// <summary>What became of one algorithm's keys.</summary>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="KeyId">The newest key.</param>
/// <param name="SignsFrom">From when it signs.</param>
/// <param name="Made">False: it had been published before, and is still to be used.</param>
/// <param name="Dropped">The keys that were dropped for it.</param>
public sealed record KeyRotation(
    string Algorithm,
    string KeyId,
    DateTimeOffset SignsFrom,
    bool Made,
    IReadOnlyList<string> Dropped
);

/// <summary>
/// Makes the signing keys, the next ones in time, and drops the old ones. On any number of nodes at once one wins: a unique index over
/// algorithm and number decides.
/// </summary>
public sealed class SigningKeys(
    SecureAccessDbContext database,
    StateChange change,
    SigningKeyMaterial material,
    AuditLog audit,
    IOptions<SigningKeyOptions> options,
    TimeProvider clock
)
{
    /// <summary>The algorithms that clients may choose from; the first is the default (OpenID Connect Core 15.1).</summary>
    public static readonly IReadOnlyList<string> Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.EcdsaSha256,
    ];

    /// <summary>Makes the first key of each algorithm that has none: it signs at once.</summary>
    public async Task MakeMissing(CancellationToken cancellationToken)
    {
        foreach (var algorithm in Algorithms)
        {
            await OrLost(
                async token =>
                {
                    if (await Newest(algorithm, token) is null)
                    {
                        Add(material.Make(algorithm, 1, clock.GetUtcNow()));
                    }
                },
                cancellationToken
            );
        }
    }

    /// <summary>Makes the next key of each algorithm whose time has come, and drops what is past its time.</summary>
    public async Task KeepUp(CancellationToken cancellationToken)
    {
        await MakeMissing(cancellationToken);
        foreach (var algorithm in Algorithms)
        {
            await OrLost(
                async token =>
                {
                    var (now, newest) = (clock.GetUtcNow(), (await Newest(algorithm, token))!);
                    var (days, ahead) = (options.Value.Days, options.Value.Ahead);
                    if (SigningKeyRules.IsNextDue(newest.SignsFrom, days, ahead, now))
                    {
                        await Follow(
                            newest,
                            SigningKeyRules.NextSignsFrom(newest.SignsFrom, days, ahead, now),
                            token
                        );
                    }
                },
                cancellationToken
            );
        }

        await change.InOneTransaction(
            async token =>
            {
                var now = clock.GetUtcNow();
                await Drop(key => key.DropsAt <= now, "past its time", token);
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Makes the next key of each algorithm now, ahead of its time; it signs when it was published long enough. One that is
    /// published already stays the next one.
    /// </summary>
    public async Task<IReadOnlyList<KeyRotation>> Rotate(CancellationToken cancellationToken)
    {
        var done = new List<KeyRotation>();
        foreach (var algorithm in Algorithms)
        {
            var made = await OrLost(
                async token =>
                {
                    var (now, newest) = (clock.GetUtcNow(), (await Newest(algorithm, token))!);
                    if (newest.SignsFrom <= now)
                    {
                        await Follow(newest, now + options.Value.Ahead, token);
                    }

                    return newest.SignsFrom <= now;
                },
                cancellationToken
            );
            var next = (await Newest(algorithm, cancellationToken))!;
            done.Add(new KeyRotation(algorithm, next.KeyId, next.SignsFrom, made, []));
        }

        return done;
    }

    /// <summary>Replaces every key at once: the new ones sign from now, and nothing that the old ones signed is accepted any more.</summary>
    public async Task<IReadOnlyList<KeyRotation>> ReplaceNow(CancellationToken cancellationToken)
    {
        var done = new List<KeyRotation>();
        foreach (var algorithm in Algorithms)
        {
            KeyRotation? replaced = null;
            // The job may have made the next key at the same moment: it is dropped with the others, then.
            while (
                !await OrLost(
                    async token => replaced = await Replace(algorithm, token),
                    cancellationToken
                )
            ) { }

            done.Add(replaced!);
        }

        return done;
    }

    /// <summary>Every key that there is.</summary>
    public IReadOnlyList<SigningKey> Read() =>
        [.. database.Set<SigningKey>().AsNoTracking().AsEnumerable()];

    private Task<SigningKey?> Newest(string algorithm, CancellationToken cancellationToken) =>
        database
            .Set<SigningKey>()
            .AsNoTracking()
            .Where(key => key.Algorithm == algorithm)
            .OrderByDescending(key => key.Sequence)
            .FirstOrDefaultAsync(cancellationToken);

    private async Task Follow(
        SigningKey newest,
        DateTimeOffset signsFrom,
        CancellationToken cancellationToken
    )
    {
        var next = material.Make(newest.Algorithm, newest.Sequence + 1, signsFrom);
        Add(next);
        DateTimeOffset? dropsAt = signsFrom + SigningKeyRules.Kept;
        await database
            .Set<SigningKey>()
            .Where(key =>
                key.Algorithm == next.Algorithm
                && key.Sequence < next.Sequence
                && key.DropsAt == null
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(key => key.DropsAt, dropsAt),
                cancellationToken
            );
    }

    private async Task<KeyRotation> Replace(string algorithm, CancellationToken cancellationToken)
    {
        var newest = await Newest(algorithm, cancellationToken);
        var dropped = await Drop(
            key => key.Algorithm == algorithm,
            "replaced at once",
            cancellationToken
        );
        var next = material.Make(algorithm, (newest?.Sequence ?? 0) + 1, clock.GetUtcNow());
        Add(next);
        return new KeyRotation(algorithm, next.KeyId, next.SignsFrom, true, dropped);
    }

    private void Add(SigningKey key)
    {
        database.Add(key);
        audit.Append(SigningKeyEvents.Made, null, ("key", key.KeyId), ("algorithm", key.Algorithm));
    }

    private async Task<IReadOnlyList<string>> Drop(
        System.Linq.Expressions.Expression<Func<SigningKey, bool>> which,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var dropped = new List<string>();
        foreach (
            var id in await database
                .Set<SigningKey>()
                .Where(which)
                .Select(key => key.KeyId)
                .ToListAsync(cancellationToken)
        )
        {
            var deleted = await database
                .Set<SigningKey>()
                .Where(key => key.KeyId == id)
                .ExecuteDeleteAsync(cancellationToken);
            if (deleted == 1)
            {
                dropped.Add(id);
                audit.Append(SigningKeyEvents.Retired, null, ("key", id), ("reason", reason));
            }
        }

        return dropped;
    }

    private Task<bool> OrLost(
        Func<CancellationToken, Task> make,
        CancellationToken cancellationToken
    ) =>
        OrLost(
            async token =>
            {
                await make(token);
                return true;
            },
            cancellationToken
        );

    // Another node made the same key at the same moment: theirs stands.
    private async Task<bool> OrLost(
        Func<CancellationToken, Task<bool>> make,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await change.InOneTransaction(make, cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            return false;
        }
    }
}
