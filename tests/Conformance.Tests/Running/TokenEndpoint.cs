using System.Net.Http.Headers;
using System.Text;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Running;

/// <summary>Requests to the token endpoint.</summary>
public static class TokenEndpoint
{
    /// <summary>Redeems a code as the client of the request.</summary>
    public static Task<TokenAnswer> Redeem(
        ModuleRun run,
        AuthorizationRequest request,
        string code,
        params (string Name, string Value)[] more
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        return Ask(
            run,
            request.Client,
            [
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", run.Target.RelyingParty.Callback.AbsoluteUri),
                .. more,
            ]
        );
    }

    /// <summary>Uses a refresh token as a client.</summary>
    public static Task<TokenAnswer> Refresh(
        ModuleRun run,
        ConformanceClient client,
        string refreshToken
    ) => Ask(run, client, [("grant_type", "refresh_token"), ("refresh_token", refreshToken)]);

    private static async Task<TokenAnswer> Ask(
        ModuleRun run,
        ConformanceClient client,
        (string Name, string Value)[] fields
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            await run.Endpoint("token_endpoint")
        );
        var body = fields.Select(field => KeyValuePair.Create(field.Name, field.Value));
        if (client.Method == "client_secret_post")
        {
            body =
            [
                .. body,
                KeyValuePair.Create("client_id", client.Id),
                KeyValuePair.Create("client_secret", client.Secret),
            ];
        }
        else
        {
            // RFC 6749 2.3.1: both are form-encoded first.
            var credentials =
                $"{Uri.EscapeDataString(client.Id)}:{Uri.EscapeDataString(client.Secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))
            );
        }

        request.Content = new FormUrlEncodedContent(body);
        using var answer = await run.Target.Http.SendAsync(request);
        return await TokenAnswer.Of(answer);
    }
}
