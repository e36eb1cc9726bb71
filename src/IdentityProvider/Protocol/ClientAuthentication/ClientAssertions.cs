using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>
/// Authenticates clients by a JWT that they signed (<c>private_key_jwt</c>, RFC 7523). Each assertion counts once: its id is remembered until
/// it expires, and of any number of uses at once one insert wins.
/// </summary>
public sealed class ClientAssertions(
    SecureAccessDbContext database,
    ClientManager clients,
    TimeProvider clock
)
{
    private static readonly JsonWebTokenHandler Handler = new()
    {
        MapInboundClaims = false,
        MaximumTokenSizeInBytes = AssertionRules.LongestAssertion,
    };

    /// <summary>The client that an assertion names, before anything in it is believed.</summary>
    /// <returns>Its <c>iss</c>, or null.</returns>
    public static string? Named(string assertion) => AssertionRules.Read(assertion)?.Issuer;

    /// <summary>Checks an assertion, and spends it.</summary>
    /// <param name="assertion">As it came.</param>
    /// <param name="clientId">The client that it must be about.</param>
    /// <param name="audiences">The addresses that may stand as its audience.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The authenticated client, or null: nothing about the reason, which is the sender's to know.</returns>
    public async Task<ClaimsPrincipal?> Redeem(
        string assertion,
        string clientId,
        IReadOnlyCollection<string> audiences,
        CancellationToken cancellationToken
    )
    {
        if (
            AssertionRules.Read(assertion) is not { } token
            || await clients.FindByClientIdAsync(clientId, cancellationToken) is not { } client
            || client.TokenEndpointAuthMethod != ClientAuthenticationMethods.PrivateKeyJwt
            || AssertionRules.Check(token, clientId, audiences, clock.GetUtcNow()) is not { } claims
            || !await IsSigned(token, client)
            || !await Remember(client.Id, claims, cancellationToken)
        )
        {
            return null;
        }

        var identity = new ClaimsIdentity(nameof(SecureAccess));
        identity.AddClaim(new Claim(Claims.Subject, clientId));
        return new ClaimsPrincipal(identity);
    }

    private static async Task<bool> IsSigned(JsonWebToken token, Client client)
    {
        var keys = new JsonWebKeySet(client.JsonWebKeySet!)
            .Keys.Where(key => key.Use is null or "" or "sig")
            .ToList<SecurityKey>();
        var result = await Handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                IssuerSigningKeys = keys,
                // Named here and nowhere else: neither "none" nor a public key used as a secret can pass.
                ValidAlgorithms = client.TokenEndpointAuthSigningAlg is { } alg
                    ? [alg]
                    : ClientRegistrationRules.AssertionAlgorithms,
                RequireSignedTokens = true,
                ValidateIssuerSigningKey = true,
                // All of it is compared by AssertionRules, with this server's clock.
                ValidateIssuer = false,
                ValidateAudience = false,
                ValidateLifetime = false,
                RequireExpirationTime = false,
            }
        );
        return result.IsValid;
    }

    private Task<bool> Remember(
        Guid clientId,
        AssertionClaims claims,
        CancellationToken cancellationToken
    ) =>
        database.TryInsert(
            new UsedAssertion
            {
                Hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{clientId}\n{claims.Id}")),
                ExpiresAt = claims.ExpiresAt,
            },
            cancellationToken
        );
}
