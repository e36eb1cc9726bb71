using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Protocol.Tokens;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Devices;

/// <summary>Redeems device codes, as <see cref="AuthorizationCodes"/> does codes: once, and a second time takes back what the first gave.</summary>
public sealed class ApprovedDevices(
    SecureAccessDbContext database,
    Grants grants,
    TimeProvider clock
)
{
    /// <summary>Redeems a device code whose person agreed.</summary>
    /// <returns>What was given, or null when it was redeemed before, or what it stands on has ended.</returns>
    public async Task<ApprovedDevice?> Redeem(
        byte[] hash,
        string clientId,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        // Read before it is redeemed: who comes second revokes the grant, and may do so before the first has read it.
        var approved = await Live(hash, now, cancellationToken);
        // The one atomic statement: of any number at once, one changes the row.
        var redeemed = await database
            .Set<ApprovedDevice>()
            .Where(row =>
                row.Hash == hash
                && row.ClientId == clientId
                && row.RedeemedAt == null
                && row.ExpiresAt > now
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.RedeemedAt, now),
                cancellationToken
            );
        if (redeemed == 1)
        {
            return approved;
        }

        await RevokeReused(hash, clientId, cancellationToken);
        return null;
    }

    // Its grant lives, and its client; its session too, unless it was given under offline_access (D17).
    private async Task<ApprovedDevice?> Live(
        byte[] hash,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var idleSince = now - SessionRules.Idle;
        var found = await database
            .Set<ApprovedDevice>()
            .AsNoTracking()
            .Where(row =>
                row.Hash == hash
                && database
                    .Set<Grant>()
                    .Any(grant =>
                        grant.Id == row.GrantId
                        && grant.Status == Grants.Valid
                        && database
                            .Set<Client>()
                            .Any(client =>
                                client.Id == grant.ApplicationId
                                && client.DisabledAt == null
                                && (
                                    client.TokensValidFrom == null
                                    || client.TokensValidFrom <= grant.CreationDate
                                )
                            )
                    )
                && (
                    row.Offline
                    || database
                        .Set<Session>()
                        .Any(session =>
                            session.Id == row.SessionId
                            && session.Purpose == SessionPurpose.SignIn
                            && session.EndedAt == null
                            && session.ExpiresAt > now
                            && session.LastSeenAt > idleSince
                        )
                )
            )
            .Join(
                database.Set<Account>().Where(account => account.DisabledAt == null),
                row => row.AccountId,
                account => account.Id,
                (row, account) => new { row, account.Roles }
            )
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        found.row.Roles = found.Roles;
        return found.row;
    }

    private async Task RevokeReused(
        byte[] hash,
        string clientId,
        CancellationToken cancellationToken
    )
    {
        var reused = await database
            .Set<ApprovedDevice>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                row => row.Hash == hash && row.ClientId == clientId && row.RedeemedAt != null,
                cancellationToken
            );
        if (reused is not null)
        {
            await grants.Revoke(reused.GrantId, "device-code-reused", cancellationToken);
        }
    }
}
