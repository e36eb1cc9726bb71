using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureAccess.Conformance.Running;

/// <summary>An answer of the token endpoint.</summary>
public sealed record TokenAnswer(HttpStatusCode Status, bool Kept, JsonObject Body)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="ConformanceFailure">It is no JSON object.</exception>
    public static async Task<TokenAnswer> Of(HttpResponseMessage answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ConformanceFailure.Unless(
            answer.Content.Headers.ContentType?.MediaType == "application/json",
            $"The token endpoint answered {(int)answer.StatusCode}, and no JSON."
        );
        return new TokenAnswer(
            answer.StatusCode,
            answer.Headers.CacheControl?.NoStore is not true,
            JsonNode.Parse(await answer.Content.ReadAsStringAsync()) as JsonObject
                ?? throw new ConformanceFailure("The token endpoint's answer is no JSON object.")
        );
    }

    /// <summary>The tokens (RFC 6749 5.1).</summary>
    /// <exception cref="ConformanceFailure">It granted none, or not in the form of the standard.</exception>
    public JsonObject Granted()
    {
        ConformanceFailure.Unless(
            Status == HttpStatusCode.OK,
            $"The token endpoint answered {(int)Status}, {Body["error"]}: {Body["error_description"]}"
        );
        ConformanceFailure.Unless(
            (string?)Body["access_token"] is { Length: > 0 },
            "There is no access token."
        );
        ConformanceFailure.Unless(
            "Bearer".Equals((string?)Body["token_type"], StringComparison.OrdinalIgnoreCase),
            "The token_type is not Bearer."
        );
        ConformanceFailure.Unless(!Kept, "The token endpoint's answer is not no-store.");
        ConformanceFailure.Unless(
            Body["expires_in"] is null
                || Body["expires_in"]!.GetValueKind() == JsonValueKind.Number
                    && (long)Body["expires_in"]! > 0,
            "expires_in is no number of seconds."
        );
        return Body;
    }

    /// <summary>Fails unless it refuses the code or refresh token (RFC 6749 5.2).</summary>
    public void RefusesTheGrant(string what)
    {
        ConformanceFailure.Unless(Status != HttpStatusCode.OK, $"{what} was accepted.");
        ConformanceFailure.Unless(
            Status == HttpStatusCode.BadRequest && (string?)Body["error"] == "invalid_grant",
            $"{what} was answered {(int)Status} {Body["error"]}, not 400 invalid_grant."
        );
    }
}
