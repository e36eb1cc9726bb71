using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>A client's assertion whose claims are right.</summary>
/// <param name="Id">Its <c>jti</c>.</param>
/// <param name="ExpiresAt">Its <c>exp</c>.</param>
internal sealed record AssertionClaims(string Id, DateTimeOffset ExpiresAt);

/// <summary>
/// What a client's assertion must be (RFC 7523 3, RFC 7515): a signed JWT about the client itself, for this server, short-lived, with an id
/// of its own. The signature is checked elsewhere. Pure.
/// </summary>
internal static class AssertionRules
{
    /// <summary>Characters of the longest assertion that is read.</summary>
    public const int LongestAssertion = 8192;

    /// <summary>The furthest that <c>exp</c> may lie ahead, by the client's clock.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(5);

    /// <summary>How far a client's clock may be ahead of this one.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    // What names or brings a key of the sender's own choice, or must be understood to be safe.
    private static readonly string[] RefusedHeaders = ["jku", "jwk", "x5u", "x5c", "crit"];

    private static readonly string[] Types =
    [
        "JWT",
        "application/JWT",
        "client-authentication+jwt",
        "application/client-authentication+jwt",
    ];

    /// <summary>The assertion taken apart; null when it is no signed JWT of an acceptable header.</summary>
    public static JsonWebToken? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestAssertion || text.Count(c => c == '.') != 2)
        {
            return null;
        }

        try
        {
            if (!NamesOnce(text.Split('.')))
            {
                return null;
            }

            var token = new JsonWebToken(text);
            return
                RefusedHeaders.Any(name => token.TryGetHeaderValue<object>(name, out _))
                || (
                    token.TryGetHeaderValue<object>("typ", out _)
                    && !Types.Contains(token.Typ, StringComparer.OrdinalIgnoreCase)
                )
                ? null
                : token;
        }
#pragma warning disable CA1031 // It is the sender's text: whatever a reader throws at it, it is no assertion.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>The client that it names as its issuer, or null.</summary>
    public static string? IssuerOf(JsonWebToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Claims(token, payload => Text(payload, "iss"));
    }

    /// <summary>Its claims, or null when one of them is missing or wrong.</summary>
    /// <param name="token">The assertion.</param>
    /// <param name="clientId">The client, which must be issuer and subject.</param>
    /// <param name="audiences">The addresses that may stand as audience; each that it names must be one of them.</param>
    /// <param name="now">When it came.</param>
    public static AssertionClaims? Check(
        JsonWebToken token,
        string clientId,
        IReadOnlyCollection<string> audiences,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(token);
        return Claims(token, payload => Check(payload, clientId, audiences, now));
    }

    private static AssertionClaims? Check(
        JsonElement payload,
        string clientId,
        IReadOnlyCollection<string> audiences,
        DateTimeOffset now
    )
    {
        if (
            Text(payload, "iss") != clientId
            || Text(payload, "sub") != clientId
            || !ForUs(payload, audiences)
            || Text(payload, "jti") is not { Length: > 0 } id
            || Instant(payload, "exp") is not { } expiresAt
            || expiresAt <= now
            || expiresAt > now + LongestLife + Tolerance
        )
        {
            return null;
        }

        return NotAhead(payload, "nbf", now) && NotAhead(payload, "iat", now)
            ? new AssertionClaims(id, expiresAt)
            : null;
    }

    // A string of JSON may hold what is no text (half of a surrogate pair): reading it throws.
    private static T? Claims<T>(JsonWebToken token, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            return read(
                JsonSerializer.Deserialize<JsonElement>(
                    Base64UrlEncoder.DecodeBytes(token.EncodedPayload)
                )
            );
        }
#pragma warning disable CA1031 // It is the sender's text: whatever a reader throws at it, it is no assertion.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static bool ForUs(JsonElement payload, IReadOnlyCollection<string> audiences)
    {
        if (!payload.TryGetProperty("aud", out var aud))
        {
            return false;
        }

        // An assertion that names another server too could be shown here by that server.
        return aud.ValueKind switch
        {
            JsonValueKind.String => audiences.Contains(aud.GetString()!),
            JsonValueKind.Array => aud.GetArrayLength() > 0
                && aud.EnumerateArray()
                    .All(one =>
                        one.ValueKind == JsonValueKind.String
                        && audiences.Contains(one.GetString()!)
                    ),
            _ => false,
        };
    }

    private static bool NotAhead(JsonElement payload, string claim, DateTimeOffset now) =>
        !payload.TryGetProperty(claim, out _)
        || (Instant(payload, claim) is { } instant && instant <= now + Tolerance);

    private static string? Text(JsonElement payload, string claim) =>
        payload.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static DateTimeOffset? Instant(JsonElement payload, string claim) =>
        payload.TryGetProperty(claim, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var seconds)
        && seconds is > 0 and < 253_402_300_799
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    // RFC 7515 4 and RFC 7519 4: a name twice means one thing to one reader and another to the next.
    private static bool NamesOnce(string[] parts)
    {
        foreach (var part in parts.Take(2))
        {
            using var document = JsonDocument.Parse(
                Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(part)),
                new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 }
            );
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }
        }

        return true;
    }
}
