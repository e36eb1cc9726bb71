using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using SecureAccess.Tests.Testing;
using Shouldly;

namespace SecureAccess.Tests.Protocol.Pushed;

/// <summary>What a tool does that pushes its requests.</summary>
internal static class PushingTool
{
    /// <summary>The endpoint.</summary>
    public const string Endpoint = "/connect/par";

    /// <summary>Clients that must push: one with a secret, one with none, one that asks for consent.</summary>
    public const string Clients = """
        [{"client_id":"pusher","client_secret":"pusher-secret","redirect_uris":["https://pusher.example/cb"],"first_party":true,
          "require_pushed_authorization_requests":true},
         {"client_id":"public","token_endpoint_auth_method":"none","redirect_uris":["https://public.example/cb"],"first_party":true,
          "require_pushed_authorization_requests":true}]
        """;

    public static TestTool Pusher(SecureAccessHost host) => new(host, "pusher", "pusher-secret");

    public static TestTool Public(SecureAccessHost host) => new(host, "public", null);

    /// <summary>Pushes a request with everything right; parameters given replace, null ones remove.</summary>
    public static Task<TokenAnswer> Push(
        this TestTool tool,
        params (string Name, string? Value)[] changes
    ) =>
        tool.Post(
            Endpoint,
            [
                .. tool.AuthorizeParameters(changes).Select(pair => (pair.Key, pair.Value)),
                // A null here takes away the client's own credentials too.
                .. changes.Where(change => change.Value is null),
            ]
        );

    /// <summary>Pushes, and gives the reference.</summary>
    public static async Task<string> Reference(
        this TestTool tool,
        params (string Name, string? Value)[] changes
    )
    {
        var answer = await tool.Push(changes);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Json.GetRawText());
        return answer.Text("request_uri").ShouldNotBeNull();
    }

    /// <summary>Where the browser is sent with a reference.</summary>
    public static string AddressOf(
        this TestTool tool,
        string reference,
        params (string Name, string? Value)[] more
    ) =>
        QueryHelpers.AddQueryString(
            "/connect/authorize",
            [
                KeyValuePair.Create<string, string?>("client_id", tool.Id),
                KeyValuePair.Create<string, string?>("request_uri", reference),
                .. more.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)),
            ]
        );

    /// <summary>Pushes with the secret in the <c>Authorization</c> header.</summary>
    public static async Task<TokenAnswer> PushByBasic(
        SecureAccessHost host,
        TestTool tool,
        string secret
    )
    {
        using var http = host.NewHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{tool.Id}:{secret}"))
        );
        request.Content = new FormUrlEncodedContent(tool.AuthorizeParameters()!);
        using var response = await http.SendAsync(request);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return new TokenAnswer(response.StatusCode, json.RootElement.Clone());
    }
}
