using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Devices;
using SecureAccess.Protocol.Exchange;
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

    /// <summary>The claim of an access token that names, separated by blanks, what userinfo tells beyond its scopes; names only.</summary>
    public const string UserInfoClaims = "userinfo_claims";

    private static readonly string[] AccessOnly = [Destinations.AccessToken];
    private static readonly string[] Both = [Destinations.AccessToken, Destinations.IdentityToken];
    private static readonly string[] IdentityOnly = [Destinations.IdentityToken];

    /// <summary>The principal of a code.</summary>
    public static ClaimsPrincipal Of(AuthorizationCode code, ClientAsRegistered client, Uri issuer)
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
    public static ClaimsPrincipal Of(RefreshToken token, ClientAsRegistered client, Uri issuer) =>
        Common(token, client, issuer).SetTokenType(TokenTypeIdentifiers.RefreshToken);

    /// <summary>The principal of a device code.</summary>
    public static ClaimsPrincipal Of(
        ApprovedDevice device,
        ClientAsRegistered client,
        Uri issuer
    ) => Common(device, client, issuer).SetTokenType(TokenTypeIdentifiers.Private.DeviceCode);

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

    /// <summary>
    /// The principal of a token exchange (RFC 8693): the same grant, session and sign-in as the token that is exchanged, for another client.
    /// Its subject is replaced by the name that the asked API knows.
    /// </summary>
    /// <param name="exchanged">What the exchanged token says.</param>
    /// <param name="clientId">Who gets the new one.</param>
    /// <param name="scopes">Its scopes.</param>
    /// <param name="actor">The chain of those who act, as JSON.</param>
    public static ClaimsPrincipal OfExchange(
        ClaimsPrincipal exchanged,
        string clientId,
        ImmutableArray<string> scopes,
        string actor
    )
    {
        ArgumentNullException.ThrowIfNull(exchanged);
        var identity = new ClaimsIdentity(nameof(SecureAccess))
            .SetClaim(Claims.Subject, exchanged.GetClaim(Claims.Subject))
            .SetClaim(
                Claims.AuthenticationContextReference,
                exchanged.GetClaim(Claims.AuthenticationContextReference)
            )
            .SetClaim(
                Claims.AuthenticationTime,
                long.Parse(
                    exchanged.GetClaim(Claims.AuthenticationTime)!,
                    CultureInfo.InvariantCulture
                )
            )
            .SetClaim("sid", exchanged.GetClaim("sid"));
        identity.AddClaim(new Claim(ActorRules.Claim, actor, JsonClaimValueTypes.Json));
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity)
            .SetScopes(scopes)
            .SetPresenters(clientId)
            .SetAuthorizationId(exchanged.GetAuthorizationId());
    }

    private static ClaimsPrincipal Common(TokenFacts facts, ClientAsRegistered client, Uri issuer)
    {
        // What was granted, as far as the client is still registered for it.
        var scopes = facts
            .Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(client.Scopes.Contains)
            .ToArray();
        var single = ScopeClaims.Beyond(facts.Claims?.Split(' ') ?? [], scopes, client.Scopes);
        var identity = new ClaimsIdentity(nameof(SecureAccess))
            .SetClaim(Claims.Subject, facts.SubjectIdentifier)
            .SetClaim(Claims.AuthenticationContextReference, facts.Acr)
            .SetClaim(Claims.AuthenticationTime, facts.AuthTime.ToUnixTimeSeconds())
            .SetClaim("sid", facts.Sid)
            .SetClaim(UserInfoClaims, single.Count == 0 ? null : string.Join(' ', single))
            .SetClaims(
                Claims.AuthenticationMethodReference,
                ImmutableArray.Create(facts.Amr.Split(' '))
            );
        // D14: the tools' own words, to first-party clients only; an array however many there are.
        if (client.FirstParty && RolesOf(facts.Roles) is { Length: > 0 } roles)
        {
            identity.AddClaim(
                new Claim(Roles, JsonSerializer.Serialize(roles), JsonClaimValueTypes.JsonArray)
            );
        }

        identity.SetDestinations(claim =>
            claim.Type switch
            {
                Claims.AuthenticationMethodReference or Roles => IdentityOnly,
                UserInfoClaims => AccessOnly,
                Claims.AuthenticationContextReference or Claims.AuthenticationTime or "sid" => Both,
                _ => [],
            }
        );
        return new ClaimsPrincipal(identity)
            .SetScopes(scopes)
            .SetPresenters(facts.ClientId)
            .SetResources(Audience(facts.ClientId, issuer))
            .SetAuthorizationId(facts.GrantId.ToString())
            .SetExpirationDate(facts.ExpiresAt);
    }

    /// <summary>The single roles of what an account holds; none for null.</summary>
    public static string[] RolesOf(string? roles) =>
        roles?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    // Without an audience any client could introspect and revoke another's token. One that names no resource (RFC 8707) gets a token for
    // this server's userinfo and for the client's own API.
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
