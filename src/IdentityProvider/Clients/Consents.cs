using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Clients;

/// <summary>
/// What people agreed to. Scopes, and single claims among them (<see cref="ScopeClaims"/>), are compared as sets; <c>openid</c> and
/// <c>offline_access</c> count like any other, and so do the APIs.
/// </summary>
public sealed class Consents(
    SecureAccessDbContext database,
    StateChange change,
    Grants grants,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Whether an earlier consent, not withdrawn, covers every one of these scopes.</summary>
    public async Task<bool> Cover(
        Guid accountId,
        Guid clientId,
        IEnumerable<string> scopes,
        CancellationToken cancellationToken
    )
    {
        var given = await database
            .Set<Consent>()
            .AsNoTracking()
            .Where(consent =>
                consent.AccountId == accountId
                && consent.ClientId == clientId
                && consent.WithdrawnAt == null
            )
            .Select(consent => consent.Scopes)
            .FirstOrDefaultAsync(cancellationToken);
        return given?.Split(' ') is { } agreed
            && scopes.All(scope => ScopeClaims.Agreed(agreed, scope));
    }

    /// <summary>Records that the person agreed to these scopes, beside those agreed to before and not withdrawn.</summary>
    public Task Give(
        Guid accountId,
        Guid clientId,
        IEnumerable<string> scopes,
        CancellationToken cancellationToken
    )
    {
        var asked = scopes.ToArray();
        return change.InOneTransaction(
            async token =>
            {
                var consent = await database
                    .Set<Consent>()
                    .FirstOrDefaultAsync(
                        row => row.AccountId == accountId && row.ClientId == clientId,
                        token
                    );
                if (consent is null)
                {
                    consent = new Consent
                    {
                        Id = Guid.CreateVersion7(),
                        AccountId = accountId,
                        ClientId = clientId,
                        Scopes = "",
                        GivenAt = clock.GetUtcNow(),
                    };
                    database.Add(consent);
                }

                var kept = consent.WithdrawnAt is null ? consent.Scopes.Split(' ') : [];
                consent.Scopes = string.Join(
                    ' ',
                    kept.Concat(asked).Where(scope => scope.Length > 0).Distinct().Order()
                );
                consent.GivenAt = clock.GetUtcNow();
                consent.WithdrawnAt = null;
                audit.Append(
                    ClientEvents.ConsentGiven,
                    accountId,
                    ("client", clientId.ToString()),
                    ("scopes", string.Join(' ', asked))
                );
            },
            cancellationToken
        );
    }

    /// <summary>Records that the person refused; nothing else changes.</summary>
    public Task Refuse(Guid accountId, Guid clientId, CancellationToken cancellationToken) =>
        change.InOneTransaction(
            _ =>
            {
                audit.Append(
                    ClientEvents.ConsentRefused,
                    accountId,
                    ("client", clientId.ToString())
                );
                return Task.CompletedTask;
            },
            cancellationToken
        );

    /// <summary>Withdraws the consent and, with it, everything that the client holds of this person.</summary>
    public Task Withdraw(Guid accountId, Guid clientId, CancellationToken cancellationToken) =>
        change.InOneTransaction(
            async token =>
            {
                var now = clock.GetUtcNow();
                await database
                    .Set<Consent>()
                    .Where(consent =>
                        consent.AccountId == accountId
                        && consent.ClientId == clientId
                        && consent.WithdrawnAt == null
                    )
                    .ExecuteUpdateAsync(
                        row => row.SetProperty(consent => consent.WithdrawnAt, now),
                        token
                    );
                await grants.RevokeAllOf(accountId, clientId, "consent-withdrawn", token);
                audit.Append(
                    ClientEvents.ConsentWithdrawn,
                    accountId,
                    ("client", clientId.ToString())
                );
            },
            cancellationToken
        );
}
