using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Clients;

/// <summary>Makes and revokes grants. What is revoked here ends at once: every use of a token asks whether its grant lives.</summary>
public sealed class Grants(
    SecureAccessDbContext database,
    StateChange change,
    AuditLog audit,
    TimeProvider clock
)
{
    private const int Batch = 200;

    /// <summary>The status of a grant that lives.</summary>
    public const string Valid = OpenIddictConstants.Statuses.Valid;

    /// <summary>Adds a grant and its event to the context. Call it inside a <see cref="StateChange"/>.</summary>
    /// <param name="client">To whom.</param>
    /// <param name="accountId">By whom.</param>
    /// <param name="sessionId">The session it is given in.</param>
    /// <param name="offline">Whether it outlives that session (D17).</param>
    /// <param name="subjectIdentifier">The name by which this client knows the person.</param>
    public Grant Make(
        Client client,
        Guid accountId,
        Guid sessionId,
        bool offline,
        string subjectIdentifier
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        var grant = new Grant
        {
            Id = Guid.CreateVersion7(),
            ApplicationId = client.Id,
            AccountId = accountId,
            SessionId = sessionId,
            Offline = offline,
            SubjectIdentifier = subjectIdentifier,
            Subject = accountId.ToString(),
            Status = Valid,
            Type = OpenIddictConstants.AuthorizationTypes.Permanent,
            CreationDate = clock.GetUtcNow().UtcDateTime,
        };
        database.Add(grant);
        audit.Append(
            ClientEvents.GrantMade,
            accountId,
            ("client", client.ClientId!),
            ("grant", grant.Id.ToString())
        );
        return grant;
    }

    /// <summary>Revokes one grant.</summary>
    /// <param name="grantId">Which.</param>
    /// <param name="reason">Why, in a word, for the audit record.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>False when it was revoked before, or never was.</returns>
    public async Task<bool> Revoke(
        Guid grantId,
        string reason,
        CancellationToken cancellationToken
    ) => await RevokeWhere(grant => grant.Id == grantId, reason, cancellationToken) > 0;

    /// <summary>Revokes all that this account's clients hold: "end everywhere", recovery, a merge, a disabled account.</summary>
    public Task<int> RevokeAllOf(
        Guid accountId,
        string reason,
        CancellationToken cancellationToken
    ) => RevokeWhere(grant => grant.AccountId == accountId, reason, cancellationToken);

    /// <summary>Revokes all that one client holds of one account: a withdrawn consent.</summary>
    public Task<int> RevokeAllOf(
        Guid accountId,
        Guid clientId,
        string reason,
        CancellationToken cancellationToken
    ) =>
        RevokeWhere(
            grant => grant.AccountId == accountId && grant.ApplicationId == clientId,
            reason,
            cancellationToken
        );

    /// <summary>
    /// Revokes all that one client holds: the client was disabled. In batches of a transaction each, so that a client of many people holds up
    /// nobody; the caller has seen to it that none of them is accepted meanwhile.
    /// </summary>
    public async Task<int> RevokeAllHeldBy(
        Guid clientId,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var revoked = 0;
        while (true)
        {
            var batch = await database
                .Set<Grant>()
                .AsNoTracking()
                .Where(grant => grant.ApplicationId == clientId && grant.Status == Valid)
                .OrderBy(grant => grant.Id)
                .Select(grant => grant.Id)
                .Take(Batch)
                .ToListAsync(cancellationToken);
            if (batch.Count == 0)
            {
                return revoked;
            }

            revoked += await RevokeWhere(
                grant => batch.Contains(grant.Id),
                reason,
                cancellationToken
            );
        }
    }

    private Task<int> RevokeWhere(
        System.Linq.Expressions.Expression<Func<Grant, bool>> which,
        string reason,
        CancellationToken cancellationToken
    ) =>
        change.InOneTransaction(
            async token =>
            {
                var found = await database
                    .Set<Grant>()
                    .AsNoTracking()
                    .Where(which)
                    .Where(grant => grant.Status == Valid)
                    .Select(grant => new { grant.Id, grant.AccountId })
                    .ToListAsync(token);
                var now = clock.GetUtcNow();
                var revoked = 0;
                foreach (var grant in found)
                {
                    var one = await database
                        .Set<Grant>()
                        .Where(row => row.Id == grant.Id && row.Status == Valid)
                        .ExecuteUpdateAsync(
                            row =>
                                row.SetProperty(g => g.Status, OpenIddictConstants.Statuses.Revoked)
                                    .SetProperty(g => g.RevokedAt, now),
                            token
                        );
                    if (one == 1)
                    {
                        revoked++;
                        audit.Append(
                            ClientEvents.GrantRevoked,
                            grant.AccountId,
                            ("grant", grant.Id.ToString()),
                            ("reason", reason)
                        );
                    }
                }

                return revoked;
            },
            cancellationToken
        );
}
