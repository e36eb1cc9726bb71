using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace SecureAccess.Conformance.Running;

/// <summary>Requests to the userinfo endpoint (OpenID Connect Core 5.3, RFC 6750 2).</summary>
public static class UserInfo
{
    /// <summary>By GET, the token in the header; checked.</summary>
    public static async Task<JsonObject> Of(ModuleRun run, Login login)
    {
        ArgumentNullException.ThrowIfNull(login);
        using var answer = await Ask(run, HttpMethod.Get, login.AccessToken, null);
        return await Check(answer, login);
    }

    /// <summary>Requests it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="method">GET or POST.</param>
    /// <param name="inHeader">The access token for the header, or null.</param>
    /// <param name="inBody">The access token for the body, or null.</param>
    public static async Task<HttpResponseMessage> Ask(
        ModuleRun run,
        HttpMethod method,
        string? inHeader,
        string? inBody
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        using var request = new HttpRequestMessage(method, await run.Endpoint("userinfo_endpoint"));
        if (inHeader is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", inHeader);
        }

        if (method == HttpMethod.Post)
        {
            request.Content = new FormUrlEncodedContent(
                inBody is null ? [] : [KeyValuePair.Create("access_token", inBody)]
            );
        }

        return await run.Target.Http.SendAsync(request);
    }

    /// <summary>Reads an answer that must be about the person of a login.</summary>
    public static async Task<JsonObject> Check(HttpResponseMessage answer, Login login)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(login);
        ConformanceFailure.Unless(
            answer.StatusCode == HttpStatusCode.OK
                && answer.Content.Headers.ContentType?.MediaType == "application/json",
            $"Userinfo answered {(int)answer.StatusCode}, or no JSON."
        );
        var claims =
            JsonNode.Parse(await answer.Content.ReadAsStringAsync()) as JsonObject
            ?? throw new ConformanceFailure("Userinfo is no JSON object.");
        ConformanceFailure.Unless(
            (string?)claims["sub"] == login.IdToken.Subject,
            "The sub of userinfo is not the sub of the ID token."
        );
        StandardClaims.Check(claims);
        return claims;
    }
}
