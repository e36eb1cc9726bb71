using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>What came of an assertion.</summary>
public abstract record AssertionResult
{
    private AssertionResult() { }

    /// <summary>It authenticates its client, and counts no more.</summary>
    public sealed record Accepted(ClaimsPrincipal Client) : AssertionResult;

    /// <summary>It was used before.</summary>
    public sealed record Replayed : AssertionResult;

    /// <summary>It does not hold; which part of it, is the sender's to know.</summary>
    public sealed record Refused : AssertionResult;
}

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
    public static string? Named(string assertion) =>
        AssertionRules.Read(assertion) is { } token ? AssertionRules.IssuerOf(token) : null;

    /// <summary>Checks an assertion, and spends it.</summary>
    /// <param name="assertion">As it came.</param>
    /// <param name="clientId">The client that it must be about.</param>
    /// <param name="audiences">The addresses that may stand as its audience.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<AssertionResult> Redeem(
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
        )
        {
            return new AssertionResult.Refused();
        }

        if (!await Remember(client.Id, claims, cancellationToken))
        {
            return new AssertionResult.Replayed();
        }

        var identity = new ClaimsIdentity(nameof(SecureAccess));
        identity.AddClaim(new Claim(Claims.Subject, clientId));
        return new AssertionResult.Accepted(new ClaimsPrincipal(identity));
    }

    private static async Task<bool> IsSigned(JsonWebToken token, Client client)
    {
        var keys = JwksRules.VerifyingKeys(client.JsonWebKeySet!, token.Alg);
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
