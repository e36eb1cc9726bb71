using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Limits;

/// <summary>Whose tries are counted together (D4).</summary>
/// <param name="Factor">The factor's name, and where it can be bound anew its binding's id: <c>password</c>, <c>phone:ID</c>, <c>app:ID</c>.</param>
/// <param name="Subject">The account's id, or for a name without an account the typed name.</param>
/// <param name="HasAccount">Whether <paramref name="Subject"/> is an account.</param>
/// <param name="Source">The address prefix, or the id of a browser that completed a sign-in to this account before.</param>
/// <param name="KnownBrowser">Whether <paramref name="Source"/> is such a browser.</param>
/// <param name="TypedName">
/// The name as typed, where the delay is counted by it: a stranger who types a username and then an email address must not learn from
/// the delay that both lead to one account. The total is always counted by the subject.
/// </param>
public sealed record Trier(
    string Factor,
    string Subject,
    bool HasAccount,
    string Source,
    bool KnownBrowser,
    string? TypedName = null
);

/// <summary>Whether a try may be made.</summary>
public abstract record TryPermission
{
    private TryPermission() { }

    /// <summary>Go on; the try is already counted as a failure until <see cref="BackOff.Succeeded"/> says otherwise.</summary>
    public sealed record Go : TryPermission;

    /// <summary>Not before this instant.</summary>
    /// <param name="Until">When the next try is possible.</param>
    public sealed record Wait(DateTimeOffset Until) : TryPermission;

    /// <summary>The total is used up for this kind of browser: answer like a wrong entry.</summary>
    public sealed record UsedUp : TryPermission;
}

/// <summary>Counts consecutive failures and slows them down (D4). A try is counted before it is made, so that parallel tries gain nothing.</summary>
/// <remarks>Call it outside a <see cref="StateChange"/>: what was counted stays counted whatever follows.</remarks>
public sealed class BackOff(
    SecureAccessDbContext database,
    Fingerprints fingerprints,
    TimeProvider clock
)
{
    /// <summary>Counts a try and says whether it may be made.</summary>
    public async Task<TryPermission> Begin(Trier trier, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trier);
        var (source, total) = KeysOf(trier);
        if (await CountAtSource(source, cancellationToken) is { } until)
        {
            return new TryPermission.Wait(until);
        }

        return await CountInAll(total, trier, cancellationToken)
            ? new TryPermission.Go()
            : new TryPermission.UsedUp();
    }

    /// <summary>A success resets the count, at this source and in all. May be part of the change that the success makes.</summary>
    public Task Succeeded(Trier trier, CancellationToken cancellationToken)
    {
        var (source, total) = KeysOf(trier);
        return database
            .Set<Failures>()
            .Where(failures => failures.Key == source || failures.Key == total)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(failures => failures.Count, 0)
                        .SetProperty(failures => failures.BlockedUntil, DateTimeOffset.UnixEpoch),
                cancellationToken
            );
    }

    /// <summary>Takes one counted try back: what was entered turned out to be no failure (D3: an app code that was used already).</summary>
    public Task Forgive(Trier trier, CancellationToken cancellationToken)
    {
        var (source, total) = KeysOf(trier);
        return database
            .Set<Failures>()
            .Where(failures =>
                (failures.Key == source || failures.Key == total) && failures.Count > 0
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(failures => failures.Count, failures => failures.Count - 1)
                        .SetProperty(failures => failures.BlockedUntil, DateTimeOffset.UnixEpoch),
                cancellationToken
            );
    }

    /// <summary>Counts at the source by compare-and-swap, so that the rule of the delay stays in <see cref="BackOffRules"/>.</summary>
    private async Task<DateTimeOffset?> CountAtSource(
        string key,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var current = await database
                .Set<Failures>()
                .AsNoTracking()
                .SingleOrDefaultAsync(failures => failures.Key == key, cancellationToken);
            if (current is { } blocked && blocked.BlockedUntil > now)
            {
                return blocked.BlockedUntil;
            }

            var count = (current?.Count ?? 0) + 1;
            var blockedUntil = now + BackOffRules.DelayAfter(count);
            if (current is null)
            {
                if (
                    await database.TryInsert(
                        New(key, false, count, blockedUntil, now),
                        cancellationToken
                    )
                )
                {
                    return null;
                }

                continue;
            }

            var updated = await database
                .Set<Failures>()
                .Where(failures =>
                    failures.Key == key
                    && failures.Count == current.Count
                    && failures.BlockedUntil == current.BlockedUntil
                )
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(failures => failures.Count, count)
                            .SetProperty(failures => failures.BlockedUntil, blockedUntil)
                            .SetProperty(failures => failures.LastAt, now),
                    cancellationToken
                );
            if (updated == 1)
            {
                return null;
            }
        }
    }

    private async Task<bool> CountInAll(
        string key,
        Trier trier,
        CancellationToken cancellationToken
    )
    {
        var most = BackOffRules.MostFor(trier.KnownBrowser);
        while (true)
        {
            var now = clock.GetUtcNow();
            var updated = await database
                .Set<Failures>()
                .Where(failures => failures.Key == key && failures.Count < most)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(failures => failures.Count, failures => failures.Count + 1)
                            .SetProperty(failures => failures.LastAt, now),
                    cancellationToken
                );
            if (updated == 1)
            {
                return true;
            }

            // Whether it is full, not whether it is there: another try may have entered the row since the update found none.
            if (
                await database
                    .Set<Failures>()
                    .AnyAsync(
                        failures => failures.Key == key && failures.Count >= most,
                        cancellationToken
                    )
            )
            {
                return false;
            }

            if (
                await database.TryInsert(
                    New(key, trier.HasAccount, 1, DateTimeOffset.UnixEpoch, now),
                    cancellationToken
                )
            )
            {
                return true;
            }
        }
    }

    private static Failures New(
        string key,
        bool isAccountTotal,
        int count,
        DateTimeOffset blockedUntil,
        DateTimeOffset now
    ) =>
        new()
        {
            Key = key,
            IsAccountTotal = isAccountTotal,
            Count = count,
            BlockedUntil = blockedUntil,
            LastAt = now,
        };

    private (string Source, string Total) KeysOf(Trier trier)
    {
        var total = $"{trier.Factor}:{Fingerprint(trier.Subject)}:all";
        var source = (trier.KnownBrowser ? "browser:" : "address:") + trier.Source;
        return (
            $"{trier.Factor}:{Fingerprint(trier.TypedName ?? trier.Subject)}:{Fingerprint(source)}",
            total
        );
    }

    private string Fingerprint(string text) => fingerprints.Of(FingerprintPurpose.Limit, text);
}
