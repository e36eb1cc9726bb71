using SecureAccess.Clients;

namespace SecureAccess.Protocol.Tokens;

/// <summary>A client as far as a token made from a code or refresh token depends on what it is registered for now.</summary>
/// <param name="FirstParty">Whether it is one of the agency's own.</param>
/// <param name="Scopes">Its scopes: one that was taken back is in no further token.</param>
public sealed record ClientAsRegistered(bool FirstParty, IReadOnlyCollection<string> Scopes)
{
    /// <summary>The client as it is now; one that is switched off has nothing.</summary>
    public static async Task<ClientAsRegistered> Read(
        ClientManager clients,
        string clientId,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(clients);
        return await clients.FindByClientIdAsync(clientId, cancellationToken) is { } client
            ? new ClientAsRegistered(
                client.FirstParty,
                await clients.ScopesOf(client, cancellationToken)
            )
            : new ClientAsRegistered(false, []);
    }
}
