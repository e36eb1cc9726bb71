using System.Net;
using System.Net.Http.Headers;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Refusals;

/// <summary>What is no token, wherever a token may be shown: an error of the standard or a page, never a failure of the server.</summary>
public abstract class MalformedTokensCases
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private protected abstract Engine Engine { get; }

    // Fails when: a client assertion that some reader stumbles over is a 500, or authenticates; the second ones carry the client's own signature.
    [Fact]
    public async Task A_malformed_assertion_is_refused()
    {
        using var keys = new ClientAuthenticationTests.ClientKeys();
        await using var host = await SecureAccessHost.Start(new HostWishes { Engine = Engine });
        await host.AddClients(keys.Registration());
        var signed = MalformedTokens.Claims.Select(claims =>
            keys.SignParts("""{"alg":"ES256"}""", claims)
        );
        foreach (var token in MalformedTokens.All().Concat(signed))
        {
            foreach (var id in new[] { "signer", null })
            {
                var (status, body) = await Post(
                    host,
                    "/connect/token",
                    ("grant_type", "client_credentials"),
                    ("client_id", id),
                    ("client_assertion_type", AssertionType),
                    ("client_assertion", token)
                );
                status.ShouldBeOneOf(
                    [HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest],
                    $"{token}: {body}"
                );
            }
        }
    }

    // Fails when: a token that some reader stumbles over makes an endpoint that reads tokens fail, or is taken for one.
    [Theory]
    [InlineData("/connect/introspect")]
    [InlineData("/connect/revoke")]
    [InlineData("/connect/userinfo")]
    [InlineData("/api/client")]
    public async Task A_malformed_token_is_refused(string endpoint)
    {
        await using var host = await TestTool.Start(Engine);
        foreach (var token in MalformedTokens.All())
        {
            if (endpoint is "/connect/introspect" or "/connect/revoke")
            {
                var (status, body) = await Post(
                    host,
                    endpoint,
                    ("client_id", "alpha"),
                    ("client_secret", "alpha-secret"),
                    ("token", token)
                );
                ((int)status).ShouldBeLessThan(500, $"{token}: {body}");
                body.ShouldNotContain("\"active\": true");
                continue;
            }

            using var http = host.NewHttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Get, endpoint);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
            using var answer = await http.SendAsync(request);
            answer.StatusCode.ShouldBeOneOf(
                [HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest],
                $"{token}: {await answer.Content.ReadAsStringAsync()}"
            );
        }
    }

    // Fails when: a hint that some reader stumbles over makes the authorize or the logout endpoint fail, or signs anybody out.
    [Fact]
    public async Task A_malformed_hint_is_refused()
    {
        await using var host = await TestTool.Start(Engine);
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        foreach (var token in MalformedTokens.All())
        {
            await browser.Open(tool.AuthorizeAddress(("id_token_hint", token)));
            if (browser.SentTo is null)
            {
                ((int)browser.Status).ShouldBeLessThan(500, token);
            }
            else
            {
                browser.SentParameters.Keys.ShouldNotContain("code", token);
                ClientErrors.CausesOf.Keys.ShouldContain(browser.SentParameters["error"], token);
            }

            await browser.Open($"/connect/logout?id_token_hint={Uri.EscapeDataString(token)}");
            browser.SentTo.ShouldBeNull(token);
            ((int)browser.Status).ShouldBeLessThan(500, token);
        }

        await tool.Code(browser, ("prompt", "none"));
    }

    private static async Task<(HttpStatusCode Status, string Body)> Post(
        SecureAccessHost host,
        string endpoint,
        params (string Name, string? Value)[] fields
    )
    {
        using var http = host.NewHttpClient();
        using var content = new FormUrlEncodedContent(
            fields
                .Where(field => field.Value is not null)
                .Select(field => KeyValuePair.Create(field.Name, field.Value!))
        );
        using var answer = await http.PostAsync(new Uri(endpoint, UriKind.Relative), content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

[Trait("Engine", "Sqlite")]
public sealed class MalformedTokensOnSqliteTests : MalformedTokensCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class MalformedTokensOnPostgreSqlTests : MalformedTokensCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}
