using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Audit;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Pushed;

/// <summary>What is refused as it is pushed (RFC 9126 2.3), and who may push at all.</summary>
public sealed class PushRefusalTests
{
    // Fails when: what the authorize endpoint would refuse is kept, or gets another error than there.
    [Theory]
    [Trait("Requirement", "R24")]
    [InlineData("redirect_uri", "https://evil.example/cb", "invalid_request")]
    [InlineData("redirect_uri", "https://beta.example/cb", "invalid_request")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("scope", "openid nonsense", "invalid_scope")]
    [InlineData("scope", "openid tin", "invalid_scope")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "nonsense", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("request", "e30.e30.", "request_not_supported")]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:x", "invalid_request")]
    [InlineData("request_uri", "https://alpha.example/r", "invalid_request")]
    [InlineData("state", "a\nb", "invalid_request")]
    [InlineData(
        "acr_values",
        "urn:secureaccess:acr:identity:phishing-resistant",
        "unmet_authentication_requirements"
    )]
    public async Task What_would_be_refused_later_is_refused_at_once(
        string name,
        string? value,
        string error
    )
    {
        await using var host = await TestTool.Start();
        var answer = await TestTool.Alpha(host).Push((name, value));
        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Json.GetRawText());
        answer.Error.ShouldBe(error);
        answer.Text("request_uri").ShouldBeNull();
    }

    // Fails when: somebody else than the client itself can push in its name, or it pushes in another way than it authenticates elsewhere.
    [Theory]
    [Trait("Threat", "Client-impersonation")]
    [InlineData("client_secret", "wrong")]
    [InlineData("client_secret", null)]
    [InlineData("client_id", "unknown")]
    [InlineData("client_id", "beta")]
    [InlineData("client_id", "third")]
    public async Task Nobody_pushes_in_a_clients_name(string name, string? value)
    {
        await using var host = await TestTool.Start();
        var tool = TestTool.Alpha(host);
        var answer = await tool.Post(
            PushingTool.Endpoint,
            [.. tool.AuthorizeParameters().Select(pair => (pair.Key, pair.Value)), (name, value)]
        );
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized, answer.Json.GetRawText());
        answer.Error.ShouldBe("invalid_client");
    }

    // Fails when: the header authenticates less here than at the token endpoint, or a wrong one passes.
    [Fact]
    public async Task The_secret_may_come_in_the_header()
    {
        await using var host = await TestTool.Start();
        var tool = TestTool.Alpha(host);
        (await PushingTool.PushByBasic(host, tool, "alpha-secret")).Status.ShouldBe(
            HttpStatusCode.Created
        );
        (await PushingTool.PushByBasic(host, tool, "wrong")).Error.ShouldBe("invalid_client");
    }

    // Fails when: a client without the code flow can push.
    [Fact]
    public async Task A_client_without_the_code_flow_does_not_push()
    {
        await using var host = await TestTool.Start();
        var machine = new TestTool(host, "machine", "machine-secret")
        {
            RedirectUri = "https://alpha.example/cb",
        };
        var answer = await machine.Push();
        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Json.GetRawText());
    }

    // Fails when: the endpoint answers by GET, where a request would stand in an address.
    [Fact]
    public async Task Nothing_is_pushed_by_get()
    {
        await using var host = await TestTool.Start();
        using var http = host.NewHttpClient();
        using var answer = await http.GetAsync(
            new Uri(
                TestTool
                    .Alpha(host)
                    .AuthorizeAddress(("client_secret", "alpha-secret"))
                    .Replace("/connect/authorize", PushingTool.Endpoint, StringComparison.Ordinal),
                UriKind.Relative
            )
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    // Fails when: a refused push is no event, says more than endpoint, error, cause and client, or does not name its page.
    [Fact]
    public async Task A_refused_push_is_an_event_and_names_its_page()
    {
        await using var host = await TestTool.Start();
        var answer = await TestTool.Alpha(host).Push(("redirect_uri", "https://evil.example/cb"));
        answer
            .Text("error_uri")
            .ShouldBe(
                $"http://localhost/errors/invalid_request#{ErrorCauses.RedirectUriNotRegistered}"
            );
        JsonSerializer.Serialize(answer.Json).ShouldNotContain("evil");
        await host.Do(async services =>
        {
            var recorded = await services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<AuditEvent>()
                .SingleAsync(row => row.Type == "protocol.refused");
            recorded.Details.ShouldNotBeNull();
            recorded.Details.ShouldContain("\"endpoint\":\"PushedAuthorization\"");
            recorded.Details.ShouldContain("\"cause\":\"redirect-uri-not-registered\"");
            recorded.Details.ShouldContain("\"client\":\"alpha\"");
            recorded.Details.ShouldNotContain("evil");
        });
    }
}
