using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SampleRelyingParty.SignIn;
using SampleRelyingParty.Tools;

namespace SampleRelyingParty.BackChannelLogout;

/// <summary>
/// The checks of OpenID Connect Back-Channel Logout 1.0, section 2.6, with the issuer and keys that the tool's sign-in handler knows.
/// </summary>
public sealed class LogoutTokenValidator(
    IOptionsMonitor<OpenIdConnectOptions> handlers,
    TimeProvider clock
)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>A logout token is used at once: one that was made longer ago than this is refused.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);

    /// <summary>Checks a token that was sent to a tool.</summary>
    public async Task<LogoutTokenResult> Check(
        Tool tool,
        string token,
        CancellationToken cancellationToken
    )
    {
        var options = handlers.Get(tool.SignInScheme);
        try
        {
            var known = await options.ConfigurationManager!.GetConfigurationAsync(
                cancellationToken
            );
            var read = await Validate(options, known, token);
            if (read.Exception is SecurityTokenSignatureKeyNotFoundException)
            {
                // The provider may have new keys.
                options.ConfigurationManager.RequestRefresh();
                known = await options.ConfigurationManager.GetConfigurationAsync(cancellationToken);
                read = await Validate(options, known, token);
            }

            return read.IsValid ? Content((JsonWebToken)read.SecurityToken)
                // The handler asks for keys at most every few minutes: this one may be known at the provider's next try.
                : read.Exception is SecurityTokenSignatureKeyNotFoundException
                    ? new LogoutTokenResult.Unknown()
                : new LogoutTokenResult.Invalid(
                    $"The token does not hold: {read.Exception.GetType().Name}."
                );
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or IOException or HttpRequestException)
        {
            return new LogoutTokenResult.Unknown();
        }
    }

    private Task<TokenValidationResult> Validate(
        OpenIdConnectOptions options,
        OpenIdConnectConfiguration known,
        string token
    ) =>
        new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                // An ID token is no logout token, whatever it says.
                ValidTypes = ["logout+jwt"],
                ValidIssuer = known.Issuer,
                ValidAudience = options.ClientId,
                ValidAlgorithms = ["RS256", "ES256"],
                IssuerSigningKeys = known.SigningKeys,
                LifetimeValidator = TokenLifetime.By(clock, ToolSignInSetup.ClockSkew),
            }
        );

    private LogoutTokenResult Content(JsonWebToken token)
    {
        using var json = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        var (claims, now) = (json.RootElement, clock.GetUtcNow());
        return !claims.TryGetProperty("iat", out var iat)
            || iat.ValueKind != JsonValueKind.Number
            || !iat.TryGetInt64(out var seconds)
            || seconds > (now + ToolSignInSetup.ClockSkew).ToUnixTimeSeconds()
            || seconds < (now - Oldest).ToUnixTimeSeconds()
                ? new LogoutTokenResult.Invalid("The token was not made just now.")
            : !IsLogout(claims) ? new LogoutTokenResult.Invalid("The token tells of no logout.")
            : claims.TryGetProperty("nonce", out _)
                ? new LogoutTokenResult.Invalid("The token has a nonce.")
            : Text(claims, "sid") is not { Length: > 0 } sid
                ? new LogoutTokenResult.Invalid("The token names no session.")
            : Text(claims, "jti") is not { Length: > 0 } jti
                ? new LogoutTokenResult.Invalid("The token has no id.")
            : new LogoutTokenResult.Valid(sid, jti);
    }

    private static bool IsLogout(JsonElement claims) =>
        claims.TryGetProperty("events", out var events)
        && events.ValueKind == JsonValueKind.Object
        && events.TryGetProperty(Event, out var logout)
        && logout.ValueKind == JsonValueKind.Object;

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
