using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Persistence;
using SecureAccess.Protocol.Tokens;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

/// <summary>Access tokens that are handles, for clients of <c>access_token_format</c> <c>reference</c>.</summary>
public abstract class ReferenceAccessTokenCases
{
    private const string Client = """
        [{"client_id":"handles","client_secret":"handles-secret","redirect_uris":["https://handles.example/cb"],
          "grant_types":["authorization_code","refresh_token","client_credentials"],"scope":"openid profile offline_access",
          "first_party":true,"access_token_format":"reference"}]
        """;

    private protected abstract Engine Engine { get; }

    // Fails when: the client gets a JWT, the handle opens less than the JWT would, or the ID token speaks of another token.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_handle_opens_what_a_token_opens()
    {
        await using var host = await Start();
        var (tool, browser) = await ToolAndBrowser(host);
        var tokens = await tool.Tokens(browser, ("scope", "openid profile"));
        tokens.AccessToken.Length.ShouldBe(43);
        tokens.AccessToken.ShouldNotContain('.');
        tokens.Json.GetProperty("expires_in").GetInt32().ShouldBe(600);
        tokens
            .IdToken.GetPayloadValue<string>("at_hash")
            .ShouldBe(
                Base64UrlEncoder.Encode(
                    SHA256.HashData(Encoding.ASCII.GetBytes(tokens.AccessToken))[..16]
                )
            );

        var person = await tool.UserInfo(tokens.AccessToken);
        person.Status.ShouldBe(HttpStatusCode.OK);
        person.Text("sub").ShouldBe(tokens.IdToken.Subject);
        person.Text("given_name").ShouldBe("Maria");
        var told = (await tool.Introspect(tokens.AccessToken)).Json;
        told.GetProperty("active").GetBoolean().ShouldBeTrue();
        told.GetProperty("scope").GetString().ShouldBe("openid profile");
        told.GetProperty("acr").GetString().ShouldBe("urn:secureaccess:acr:identity");
        (await TestTool.Alpha(host).Introspect(tokens.AccessToken))
            .Json.GetProperty("active")
            .GetBoolean()
            .ShouldBeFalse();

        var next = await tool.Refresh(tokens.RefreshToken!);
        next.AccessToken.Length.ShouldBe(43);
        (await tool.UserInfo(next.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        // Other clients go on getting what they read themselves.
        (await TestTool.Alpha(host).Tokens(browser)).Access.Typ.ShouldBe("at+jwt");
    }

    // Fails when: what ends a token does not end a handle at once.
    [Theory]
    [Trait("Requirement", "D17")]
    [InlineData("revoked")]
    [InlineData("signed-out")]
    [InlineData("grant-revoked")]
    [InlineData("expired")]
    public async Task A_handle_ends_with_what_it_stands_on(string how)
    {
        await using var host = await Start();
        var (tool, browser) = await ToolAndBrowser(host);
        var tokens = await tool.Tokens(browser);
        switch (how)
        {
            case "revoked":
                (await tool.Revoke(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
                break;
            case "signed-out":
                await browser.Open($"/connect/logout?id_token_hint={tokens.Text("id_token")}");
                break;
            case "grant-revoked":
                await tool.Revoke(tokens.RefreshToken!);
                break;
            default:
                host.Clock.Advance(TimeSpan.FromMinutes(10));
                break;
        }

        (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await tool.Introspect(tokens.AccessToken))
            .Json.GetProperty("active")
            .GetBoolean()
            .ShouldBeFalse();
    }

    // Fails when: another's revocation ends a handle, or something that is no handle is taken for one.
    [Fact]
    [Trait("Threat", "Client-impersonation")]
    public async Task Only_its_own_client_ends_a_handle()
    {
        await using var host = await Start();
        var (tool, browser) = await ToolAndBrowser(host);
        var tokens = await tool.Tokens(browser);
        await TestTool.Alpha(host).Revoke(tokens.AccessToken);
        (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        string[] others =
        [
            tokens.RefreshToken!,
            tokens.AccessToken[..^1] + (tokens.AccessToken[^1] == 'A' ? 'B' : 'A'),
            new string('a', 43),
        ];
        foreach (var other in others)
        {
            (await tool.UserInfo(other)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        // A handle of an access token is nothing that can be refreshed.
        (await tool.Refresh(tokens.AccessToken)).Error.ShouldBe("invalid_grant");
    }

    // Fails when: this server's own API does not know its handles, or goes on taking an ended one.
    [Fact]
    public async Task A_handle_opens_the_api_of_this_server()
    {
        await using var host = await Start();
        var (tool, _) = await ToolAndBrowser(host);
        var own = await tool.Token(("grant_type", "client_credentials"));
        own.AccessToken.Length.ShouldBe(43);
        (await Api(host, own.AccessToken)).ShouldBe(HttpStatusCode.OK);
        await tool.Revoke(own.AccessToken);
        (await Api(host, own.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    // Fails when: who reads the database can present or read a token, or rows stay for ever.
    [Fact]
    [Trait("Requirement", "D19")]
    [Trait("Threat", "A-leaked-database-or-backup")]
    public async Task The_database_holds_nothing_that_can_be_used()
    {
        await using var host = await Start();
        var (tool, browser) = await ToolAndBrowser(host);
        var handle = (await tool.Tokens(browser)).AccessToken;
        await host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            var row = await database.Set<ReferenceAccessToken>().AsNoTracking().SingleAsync();
            row.Hash.ShouldBe(SHA256.HashData(Encoding.ASCII.GetBytes(handle)));
            Encoding.Latin1.GetString(row.Sealed).ShouldNotContain("eyJ");
            row.ExpiresAt.ShouldBeLessThanOrEqualTo(host.Clock.GetUtcNow().AddMinutes(10));
            await DeleteOldTokens.Delete(database, host.Clock.GetUtcNow(), default);
            (await database.Set<ReferenceAccessToken>().CountAsync()).ShouldBe(1);
            await DeleteOldTokens.Delete(database, host.Clock.GetUtcNow().AddMinutes(11), default);
            (await database.Set<ReferenceAccessToken>().CountAsync()).ShouldBe(0);
        });
    }

    // Fails when: a handle costs more than one statement where it is made and one where it is used.
    [Fact]
    public async Task A_handle_costs_one_statement_more()
    {
        await using var host = await Start();
        var (tool, browser) = await ToolAndBrowser(host);
        var code = await tool.Code(browser);
        host.Sql.Reset();
        var tokens = await tool.Redeem(code);
        host.Sql.Statements.Count.ShouldBeLessThanOrEqualTo(5);
        host.Sql.Reset();
        (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        host.Sql.Statements.Count.ShouldBeLessThanOrEqualTo(2);
    }

    private async Task<SecureAccessHost> Start()
    {
        var host = await TestTool.Start(Engine);
        await host.AddClients(Client);
        return host;
    }

    private static async Task<(TestTool Tool, Browser Browser)> ToolAndBrowser(
        SecureAccessHost host
    ) =>
        (
            new TestTool(host, "handles", "handles-secret"),
            await TestTool.SignedIn(host, await host.Add(new TestPerson()))
        );

    private static async Task<HttpStatusCode> Api(SecureAccessHost host, string token)
    {
        using var http = host.NewHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/client");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}

[Trait("Engine", "Sqlite")]
public sealed class ReferenceAccessTokenOnSqliteTests : ReferenceAccessTokenCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class ReferenceAccessTokenOnPostgreSqlTests : ReferenceAccessTokenCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}
