using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Clients;

/// <summary>What switching a client on or off came to.</summary>
public enum ClientSwitchResult
{
    /// <summary>It was switched.</summary>
    Done,

    /// <summary>It was so already.</summary>
    AlreadySo,

    /// <summary>No client has this id.</summary>
    Unknown,
}

/// <summary>
/// Switches clients off and on. One that is off is unknown to every endpoint, and what it holds is not accepted from that instant (D17): every
/// use of a token asks. Its grants are revoked after that, and do not come back with it.
/// </summary>
public sealed class ClientSwitch(
    SecureAccessDbContext database,
    StateChange change,
    Grants grants,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>
    /// Switches a client off, first of all; then revokes what it holds, in batches. If that is broken off, the client is off nevertheless, and
    /// switching it off once more revokes the rest.
    /// </summary>
    public async Task<ClientSwitchResult> Disable(
        string clientId,
        CancellationToken cancellationToken
    )
    {
        if (await Find(clientId, cancellationToken) is not { } id)
        {
            return ClientSwitchResult.Unknown;
        }

        var result = await change.InOneTransaction(
            async token =>
            {
                DateTimeOffset? now = clock.GetUtcNow();
                var off = await database
                    .Set<Client>()
                    .Where(row => row.Id == id && row.DisabledAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.DisabledAt, now), token);
                if (off == 0)
                {
                    return ClientSwitchResult.AlreadySo;
                }

                audit.Append(ClientEvents.ClientDisabled, null, ("client", clientId));
                return ClientSwitchResult.Done;
            },
            cancellationToken
        );
        await grants.RevokeAllHeldBy(id, "client-disabled", cancellationToken);
        return result;
    }

    /// <summary>Switches a client on again; what it held before stays refused.</summary>
    public async Task<ClientSwitchResult> Enable(
        string clientId,
        CancellationToken cancellationToken
    )
    {
        if (await Find(clientId, cancellationToken) is not { } id)
        {
            return ClientSwitchResult.Unknown;
        }

        return await change.InOneTransaction(
            async token =>
            {
                DateTime? now = clock.GetUtcNow().UtcDateTime;
                var on = await database
                    .Set<Client>()
                    .Where(row => row.Id == id && row.DisabledAt != null)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(row => row.DisabledAt, (DateTimeOffset?)null)
                                .SetProperty(row => row.TokensValidFrom, now),
                        token
                    );
                if (on == 0)
                {
                    return ClientSwitchResult.AlreadySo;
                }

                audit.Append(ClientEvents.ClientEnabled, null, ("client", clientId));
                return ClientSwitchResult.Done;
            },
            cancellationToken
        );
    }

    private async Task<Guid?> Find(string clientId, CancellationToken cancellationToken)
    {
        var found = await database
            .Set<Client>()
            .AsNoTracking()
            .Where(row => row.ClientId == clientId)
            .Select(row => new { row.Id, row.ClientId })
            .FirstOrDefaultAsync(cancellationToken);
        // Some engines compare without regard to case.
        return string.Equals(found?.ClientId, clientId, StringComparison.Ordinal)
            ? found!.Id
            : null;
    }
}
