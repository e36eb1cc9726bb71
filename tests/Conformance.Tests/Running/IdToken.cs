using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;

namespace SecureAccess.Conformance.Running;

/// <summary>An ID token that proved right (OpenID Connect Core 2 and 3.1.3.7).</summary>
public sealed class IdToken
{
    private IdToken(string raw, JsonWebToken token)
    {
        Raw = raw;
        Token = token;
    }

    /// <summary>As it came.</summary>
    public string Raw { get; }

    /// <summary>Read.</summary>
    public JsonWebToken Token { get; }

    /// <summary>Whose it is.</summary>
    public string Subject => Token.Subject;

    /// <summary>When the person authenticated, in seconds; null where it does not say.</summary>
    public long? AuthTime =>
        Token.TryGetPayloadValue<long>("auth_time", out var time) ? time : null;

    /// <summary>A claim that is a string, or null.</summary>
    public string? this[string claim] =>
        Token.TryGetPayloadValue<string>(claim, out var value) ? value : null;

    /// <summary>Checks the one of a token answer for the request that it belongs to.</summary>
    public static async Task<IdToken> Check(
        ModuleRun run,
        AuthorizationRequest request,
        JsonObject tokens
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(tokens);
        var raw =
            (string?)tokens["id_token"]
            ?? throw new ConformanceFailure("There is no ID token (OpenID Connect Core 3.1.3.3).");
        var token = await SignedTokens.Check(run, raw, request.Client);
        ConformanceFailure.Unless(
            token.Subject is { Length: > 0 and <= 255 } subject && subject.All(char.IsAscii),
            "The sub of the ID token is missing, or not at most 255 ASCII characters."
        );
        ConformanceFailure.Unless(token.ValidTo != default, "The ID token has no exp.");
        var audiences = token.Audiences.ToArray();
        ConformanceFailure.Unless(
            token.TryGetPayloadValue<string>("azp", out var azp)
                ? azp == request.Client.Id
                : audiences.Length == 1,
            "The azp of the ID token is not the client, or missing though there are several audiences."
        );
        var nonce = token.TryGetPayloadValue<string>("nonce", out var found) ? found : null;
        ConformanceFailure.Unless(
            nonce == request["nonce"],
            "The nonce of the ID token is not the nonce of the request."
        );
        return new IdToken(raw, token);
    }
}
