using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Protocol.Signing;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Api;

public sealed class ClientApiTests
{
    // Fails when: a client's developer does not learn how the registration was understood, or a secret is told.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_client_reads_its_own_registration()
    {
        await using var host = await TestTool.Start();
        await host.AddClients(
            """
            [{"client_id":"both","client_secret":"both-secret","redirect_uris":["https://both.example/cb"],
              "grant_types":["authorization_code","client_credentials"],"scope":"openid email","backchannel_logout_uri":"https://both.example/bc"}]
            """
        );
        var answer = await Get(host, await Own(host, "both"));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        answer.Body.ShouldNotContain("both-secret");
        answer.Body.ShouldNotContain("\"client_secret\"");
        var told = JsonDocument.Parse(answer.Body).RootElement;
        told.GetProperty("client_id").GetString().ShouldBe("both");
        told.GetProperty("redirect_uris")[0].GetString().ShouldBe("https://both.example/cb");
        told.GetProperty("grant_types").GetArrayLength().ShouldBe(2);
        told.GetProperty("scope").GetString().ShouldBe("email openid");
        told.GetProperty("subject_type").GetString().ShouldBe("pairwise");
        told.GetProperty("backchannel_logout_uri").GetString().ShouldBe("https://both.example/bc");
        told.TryGetProperty("logo_uri", out _).ShouldBeFalse();
    }

    // Fails when: a call without a good access token is answered, or not as RFC 6750 says.
    [Fact]
    public async Task Other_tokens_are_refused()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var person = await TestTool.Alpha(host).Tokens(browser);
        (await Get(host, person.AccessToken)).Status.ShouldBe(HttpStatusCode.Forbidden);

        var own = await Own(host, "machine");
        string?[] wrong =
        [
            null,
            "",
            "nonsense",
            own + "x",
            new string('a', 10_000),
            person.Text("id_token"),
            person.RefreshToken,
            Forged(host, own, audience: "https://elsewhere.example/"),
            Forged(host, own, type: "JWT"),
        ];
        foreach (var token in wrong)
        {
            var answer = await Get(host, token);
            answer.Status.ShouldBe(HttpStatusCode.Unauthorized, token);
            answer.Challenge.ShouldBe("Bearer", token);
            answer.Body.ShouldNotContain("<html", Case.Insensitive, token);
        }

        // What the forging changes is what refuses it.
        (await Get(host, Forged(host, own))).Status.ShouldBe(HttpStatusCode.OK);
        (await Get(host, own)).Status.ShouldBe(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        (await Get(host, own)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // Fails when: a revoked token, or one of a client that was disabled, is good here for the rest of its time.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task What_ended_is_refused_at_once()
    {
        await using var host = await TestTool.Start();
        var (revoked, kept) = (await Own(host, "machine"), await Own(host, "machine"));
        await new TestTool(host, "machine", "machine-secret").Revoke(revoked);
        (await Get(host, revoked)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Get(host, kept)).Status.ShouldBe(HttpStatusCode.OK);

        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var person = await TestTool.Alpha(host).Tokens(browser);
        await browser.Open("/sign-out");
        await browser.Submit();
        (await Get(host, person.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<Client>()
                .Where(client => client.ClientId == "machine")
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(client => client.DisabledAt, host.Clock.GetUtcNow())
                )
        );
        (await Get(host, kept)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<string> Own(SecureAccessHost host, string client) =>
        (
            await new TestTool(host, client, $"{client}-secret").Token(
                ("grant_type", "client_credentials")
            )
        ).AccessToken;

    private static string Forged(
        SecureAccessHost host,
        string token,
        string? audience = null,
        string type = "at+jwt"
    )
    {
        var read = new JsonWebToken(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                TokenType = type,
                Issuer = read.Issuer,
                Audience = audience ?? host.Origin.AbsoluteUri,
                IssuedAt = read.IssuedAt,
                Expires = read.ValidTo,
                SigningCredentials = host
                    .Services.GetRequiredService<SigningKeySource>()
                    .Current("RS256"),
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = read.Subject,
                    ["jti"] = read.Id,
                    ["client_id"] = read.GetClaim("client_id").Value,
                },
            }
        );
    }

    private static async Task<(HttpStatusCode Status, string Body, string? Challenge)> Get(
        SecureAccessHost host,
        string? token
    )
    {
        using var http = host.NewHttpClient();
        if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                token
            );
        }

        using var response = await http.GetAsync(new Uri("/api/client", UriKind.Relative));
        return (
            response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.WwwAuthenticate.FirstOrDefault()?.Scheme
        );
    }
}
