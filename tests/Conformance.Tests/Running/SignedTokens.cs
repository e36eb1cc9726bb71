using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Running;

/// <summary>What holds for every token that the provider signs for a client: key, issuer, audience, times.</summary>
public static class SignedTokens
{
    /// <summary>Clocks of two machines may be so far apart, as in the Foundation's suite.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <summary>Checks a token of any type.</summary>
    /// <exception cref="ConformanceFailure">Something of it is wrong.</exception>
    public static async Task<JsonWebToken> Check(
        ModuleRun run,
        string raw,
        ConformanceClient client
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(client);
        var keys = JsonWebKeySet.Create(
            (await run.Target.Json(await run.Endpoint("jwks_uri"))).ToJsonString()
        );
        var handler = new JsonWebTokenHandler { MapInboundClaims = false };
        ConformanceFailure.Unless(handler.CanReadToken(raw), "The token is no JWT.");
        var token = handler.ReadJsonWebToken(raw);
        // OpenID Connect Core 10.1: with several keys the header has to say which.
        ConformanceFailure.Unless(
            token.Kid is { Length: > 0 } kid
                ? keys.Keys.Any(key => key.Kid == kid)
                : keys.Keys.Count == 1,
            "The kid of the token names no key of the JWKS, or is missing."
        );
        var now = (await run.Target.Clock.Now()).UtcDateTime;
        var result = await handler.ValidateTokenAsync(
            raw,
            new TokenValidationParameters
            {
                ValidIssuer = run.Target.Issuer,
                ValidAudience = client.Id,
                IssuerSigningKeys = keys.GetSigningKeys(),
                TryAllIssuerSigningKeys = token.Kid is not { Length: > 0 },
                LifetimeValidator = (notBefore, expires, _, _) =>
                    expires > now && (notBefore is null || notBefore <= now + ClockDifference),
            }
        );
        ConformanceFailure.Unless(
            result.IsValid,
            $"The token is wrong: {result.Exception?.Message}"
        );
        ConformanceFailure.Unless(
            token.IssuedAt != default
                && token.IssuedAt <= now + ClockDifference
                && token.IssuedAt >= now - ClockDifference,
            "The iat of the token is missing, or not now."
        );
        return token;
    }
}
