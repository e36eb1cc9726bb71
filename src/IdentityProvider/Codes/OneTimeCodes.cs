using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Codes;

/// <summary>What a code is for, and so what it is bound to (D2): it opens nothing else.</summary>
/// <param name="Kind">Its row in the table of codes.</param>
/// <param name="Owner">The account or registration.</param>
/// <param name="Destination">The address, number or phone id that it is sent to.</param>
/// <param name="Binding">The session that asks; <see cref="Guid.Empty"/> for any session of the owner.</param>
public sealed record CodePurpose(CodeKind Kind, Guid Owner, string Destination, Guid Binding);

/// <summary>A code that was just issued, to be sent and forgotten.</summary>
/// <param name="Code">The code in clear.</param>
/// <param name="ExpiresAt">The first instant at which it is no longer valid.</param>
public sealed record IssuedCode(SecretText Code, DateTimeOffset ExpiresAt);

/// <summary>What an entry was worth.</summary>
public enum CodeEntry
{
    /// <summary>Right, and now consumed.</summary>
    Accepted,

    /// <summary>Could be a code, but is not this one; counted.</summary>
    Wrong,

    /// <summary>Cannot be a code of this kind: wrong length or alphabet; not counted (D2).</summary>
    NotACode,

    /// <summary>There is no live code: expired, used, void after too many entries, replaced, or never issued.</summary>
    NoLiveCode,
}

/// <summary>Issues and verifies one-time codes by the rows of <see cref="CodeKind"/> (D1, D2; R16–R19).</summary>
public sealed class OneTimeCodes(
    SecureAccessDbContext database,
    Fingerprints fingerprints,
    TimeProvider clock
)
{
    /// <summary>Issues a code in the caller's transaction; the one it replaces is void at once.</summary>
    public async Task<IssuedCode> Issue(CodePurpose purpose, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        await Void(purpose, cancellationToken);
        var now = clock.GetUtcNow();
        var plain = purpose.Kind.Form.Generate();
        var row = new OneTimeCode
        {
            Owner = purpose.Owner,
            Kind = purpose.Kind.Name,
            Binding = purpose.Binding,
            Hash = HashOf(purpose, plain),
            IssuedAt = now,
            ExpiresAt = now + purpose.Kind.Lifetime,
        };
        database.Add(row);
        return new IssuedCode(plain, row.ExpiresAt);
    }

    /// <summary>Voids the code that may be entered now, if there is one, in the caller's transaction.</summary>
    public Task Void(CodePurpose purpose, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        var now = clock.GetUtcNow();
        return Live(purpose, now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(code => code.VoidedAt, now),
                cancellationToken
            );
    }

    /// <summary>Voids every live code of a kind that belongs to the owner, whatever it is bound to, in the caller's transaction.</summary>
    /// <returns>How many were void by it.</returns>
    public Task<int> VoidAll(CodeKind kind, Guid owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var now = clock.GetUtcNow();
        return database
            .Set<OneTimeCode>()
            .Where(code =>
                code.Owner == owner
                && code.Kind == kind.Name
                && code.ConsumedAt == null
                && code.VoidedAt == null
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(code => code.VoidedAt, now),
                cancellationToken
            );
    }

    /// <summary>Checks an entry and consumes the code if it is right: one success, however many entries come at once.</summary>
    /// <remarks>The entry is counted before it is compared. Not inside a <see cref="StateChange"/> that may roll back: a counted entry stays counted.</remarks>
    public async Task<CodeEntry> Verify(
        CodePurpose purpose,
        string? entry,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(purpose);
        if (!purpose.Kind.Form.TryRead(entry, out var plain))
        {
            return CodeEntry.NotACode;
        }

        var now = clock.GetUtcNow();
        var most = purpose.Kind.Attempts;
        var counted = await Live(purpose, now)
            .Where(code => code.Attempts < most)
            .ExecuteUpdateAsync(
                set => set.SetProperty(code => code.Attempts, code => code.Attempts + 1),
                cancellationToken
            );
        if (counted == 0)
        {
            return CodeEntry.NoLiveCode;
        }

        var hash = HashOf(purpose, plain);
        var consumed = await Live(purpose, now)
            .Where(code => code.Hash == hash)
            .ExecuteUpdateAsync(
                set => set.SetProperty(code => code.ConsumedAt, now),
                cancellationToken
            );
        return consumed == 1 ? CodeEntry.Accepted : CodeEntry.Wrong;
    }

    /// <summary>Voids every open code of an owner, whatever it is for, in the caller's transaction.</summary>
    public Task VoidAll(Guid owner, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database
            .Set<OneTimeCode>()
            .Where(code => code.Owner == owner && code.ConsumedAt == null && code.VoidedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(code => code.VoidedAt, now),
                cancellationToken
            );
    }

    private IQueryable<OneTimeCode> Live(CodePurpose purpose, DateTimeOffset now) =>
        database
            .Set<OneTimeCode>()
            .Where(code =>
                code.Owner == purpose.Owner
                && code.Kind == purpose.Kind.Name
                && code.Binding == purpose.Binding
                && code.ConsumedAt == null
                && code.VoidedAt == null
                && code.ExpiresAt > now
            );

    private string HashOf(CodePurpose purpose, SecretText code) =>
        fingerprints.Of(
            FingerprintPurpose.OneTimeCode,
            $"{purpose.Owner:N}\n{purpose.Kind.Name}\n{purpose.Binding:N}\n{purpose.Destination}\n{code.Reveal()}"
        );
}
