using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Requests;

/// <summary>What an authorize request needs a person's consent to, scopes, APIs and single claims, and whether it is there.</summary>
public sealed class RequestedConsents(
    Consents consents,
    ClientManager clients,
    IOptionsMonitor<OpenIddictServerOptions> options
)
{
    /// <summary>The claims asked for beyond those of the scopes, as far as the client may ask for them (OpenID Connect Core 5.5).</summary>
    public async Task<IReadOnlyList<string>> SingleClaims(
        Client client,
        OpenIddictRequest request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        return AuthorizeRules.ClaimsOf(request).AtUserInfo is { Count: > 0 } asked
            ? ScopeClaims.Beyond(
                asked,
                request.GetScopes(),
                await clients.ScopesOf(client, cancellationToken)
            )
            : [];
    }

    /// <summary>Whether the person agreed to all of it; the agency's own clients need no consent.</summary>
    public async Task<bool> Cover(
        SignedIn signedIn,
        Client client,
        OpenIddictRequest request,
        IReadOnlyList<string> claims,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        return client.FirstParty
            || await consents.Cover(
                signedIn.Session.AccountId,
                client.Id,
                request.GetScopes().Concat(Apis(request)).Concat(ScopeClaims.Consented(claims)),
                cancellationToken
            );
    }

    // This server itself is no further party: its part is said by the scopes.
    private IEnumerable<string> Apis(OpenIddictRequest request) =>
        request.GetResources().Where(name => name != options.CurrentValue.Issuer!.AbsoluteUri);
}
