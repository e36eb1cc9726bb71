using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// Turns a code's or refresh token's row into the principal that OpenIddict's own checks (client, redirect address, PKCE) and its
/// token makers work with.
/// </summary>
public static class TokenPrincipals
{
    /// <summary>The claim that holds the roles of a merged e-Services account (D14).</summary>
    public const string Roles = "roles";

    private static readonly string[] Both = [Destinations.AccessToken, Destinations.IdentityToken];
    private static readonly string[] IdentityOnly = [Destinations.IdentityToken];

    /// <summary>The principal of a code.</summary>
    public static ClaimsPrincipal Of(AuthorizationCode code, Client? client, Uri issuer)
    {
        ArgumentNullException.ThrowIfNull(code);
        var principal = Common(code, client, issuer)
            .SetTokenType(TokenTypeIdentifiers.Private.AuthorizationCode)
            .SetClaim(Claims.Private.RedirectUri, code.RedirectUri)
            .SetClaim(Claims.Private.Nonce, code.Nonce);
        if (code.CodeChallenge is not null)
        {
            principal
                .SetClaim(Claims.Private.CodeChallenge, code.CodeChallenge)
                .SetClaim(Claims.Private.CodeChallengeMethod, CodeChallengeMethods.Sha256);
        }

        return principal;
    }

    /// <summary>The principal of a refresh token.</summary>
    public static ClaimsPrincipal Of(RefreshToken token, Client? client, Uri issuer) =>
        Common(token, client, issuer).SetTokenType(TokenTypeIdentifiers.RefreshToken);

    /// <summary>The principal of a client that acts for itself.</summary>
    public static ClaimsPrincipal OfClient(
        string clientId,
        ImmutableArray<string> scopes,
        Uri issuer
    )
    {
        var principal = new ClaimsPrincipal(new ClaimsIdentity(nameof(SecureAccess)))
            .SetClaim(Claims.Subject, clientId)
            .SetScopes(scopes);
        return principal.SetResources(Audience(clientId, issuer));
    }

    private static ClaimsPrincipal Common(TokenFacts facts, Client? client, Uri issuer)
    {
        var identity = new ClaimsIdentity(nameof(SecureAccess))
            .SetClaim(Claims.Subject, facts.SubjectIdentifier)
            .SetClaim(Claims.AuthenticationContextReference, facts.Acr)
            .SetClaim(Claims.AuthenticationTime, facts.AuthTime.ToUnixTimeSeconds())
            .SetClaim("sid", facts.Sid)
            .SetClaims(
                Claims.AuthenticationMethodReference,
                ImmutableArray.Create(facts.Amr.Split(' '))
            );
        // D14: the tools' own words, to first-party clients only; an array however many there are.
        if (client is { FirstParty: true } && RolesOf(facts.Roles) is { Length: > 0 } roles)
        {
            identity.AddClaim(
                new Claim(Roles, JsonSerializer.Serialize(roles), JsonClaimValueTypes.JsonArray)
            );
        }

        identity.SetDestinations(claim =>
            claim.Type switch
            {
                Claims.AuthenticationMethodReference or Roles => IdentityOnly,
                Claims.AuthenticationContextReference or Claims.AuthenticationTime or "sid" => Both,
                _ => [],
            }
        );
        return new ClaimsPrincipal(identity)
            .SetScopes(facts.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .SetPresenters(facts.ClientId)
            .SetResources(Audience(facts.ClientId, issuer))
            .SetAuthorizationId(facts.GrantId.ToString())
            .SetExpirationDate(facts.ExpiresAt);
    }

    /// <summary>The single roles of what an account holds; none for null.</summary>
    public static string[] RolesOf(string? roles) =>
        roles?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    // Without an audience any client could introspect and revoke another's token. Until clients can name their resources
    // (RFC 8707) a token is for this server's userinfo and for the client's own API.
    private static string[] Audience(string clientId, Uri issuer) => [issuer.AbsoluteUri, clientId];

    /// <summary>This server's issuer.</summary>
    public static Uri IssuerOf(OpenIddictServerTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Options.Issuer
            ?? transaction.BaseUri
            ?? throw new InvalidOperationException("The issuer is not known.");
    }
}
