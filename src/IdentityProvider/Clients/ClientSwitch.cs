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
/// Switches clients off and on. One that is off is unknown to every endpoint, and what it holds is revoked in the same change (D17): grants
/// do not come back with it.
/// </summary>
public sealed class ClientSwitch(
    SecureAccessDbContext database,
    StateChange change,
    Grants grants,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Switches a client off.</summary>
    public Task<ClientSwitchResult> Disable(string clientId, CancellationToken cancellationToken) =>
        change.InOneTransaction(
            async token =>
            {
                if (await Find(clientId, token) is not { } id)
                {
                    return ClientSwitchResult.Unknown;
                }

                var now = clock.GetUtcNow();
                var off = await database
                    .Set<Client>()
                    .Where(row => row.Id == id && row.DisabledAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.DisabledAt, now), token);
                if (off == 0)
                {
                    return ClientSwitchResult.AlreadySo;
                }

                audit.Append(ClientEvents.ClientDisabled, null, ("client", clientId));
                await grants.RevokeAllHeldBy(id, "client-disabled", token);
                return ClientSwitchResult.Done;
            },
            cancellationToken
        );

    /// <summary>Switches a client on again.</summary>
    public Task<ClientSwitchResult> Enable(string clientId, CancellationToken cancellationToken) =>
        change.InOneTransaction(
            async token =>
            {
                if (await Find(clientId, token) is not { } id)
                {
                    return ClientSwitchResult.Unknown;
                }

                var on = await database
                    .Set<Client>()
                    .Where(row => row.Id == id && row.DisabledAt != null)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.DisabledAt, (DateTimeOffset?)null),
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
