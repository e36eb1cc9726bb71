using System.Security.Claims;
using OpenIddict.Abstractions;
using SecureAccess.Clients;

namespace SecureAccess.Protocol.Exchange;

/// <summary>
/// Whether the clients that act by an exchanged token may still do so (D17). The token stands on the grant of the client that the person
/// signed in to; those that exchanged it have none, and are asked for apart.
/// </summary>
internal sealed class ExchangedTokens(ClientManager clients, Consents consents)
{
    /// <summary>
    /// False where one of the chain was switched off, though it may be on again, or is not one of the agency's own and the person's consent was
    /// withdrawn; true for a token that was not exchanged.
    /// </summary>
    public async Task<bool> HoldersMay(
        ClaimsPrincipal token,
        Guid accountId,
        CancellationToken cancellationToken
    )
    {
        if (token.GetClaim(ActorRules.Claim) is not { } actor)
        {
            return true;
        }

        // The last one holds the token, for its API; those before it had others of the same scopes or more.
        var agreed = token.GetScopes().Concat(token.GetAudiences());
        foreach (var client in ActorRules.ClientsIn(actor))
        {
            if (!await May(client, agreed, token.GetCreationDate(), accountId, cancellationToken))
            {
                return false;
            }

            agreed = token.GetScopes();
        }

        return true;
    }

    private async Task<bool> May(
        string clientId,
        IEnumerable<string> agreed,
        DateTimeOffset? issuedAt,
        Guid accountId,
        CancellationToken cancellationToken
    ) =>
        await clients.FindByClientIdAsync(clientId, cancellationToken) is { } client
        && (client.TokensValidFrom is not { } from || from <= issuedAt)
        && (
            client.FirstParty
            || await consents.Cover(accountId, client.Id, agreed, cancellationToken)
        );
}
