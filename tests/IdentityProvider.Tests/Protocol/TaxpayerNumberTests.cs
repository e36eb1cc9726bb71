using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

/// <summary>The scope <c>tin</c>: who gets a taxpayer number, and where it stands.</summary>
public sealed class TaxpayerNumberTests
{
    private const string Number = "900123456";

    private const string Clients = """
        [{"client_id":"matching","client_secret":"matching-secret","redirect_uris":["https://matching.example/cb"],"first_party":true,
          "grant_types":["authorization_code","refresh_token"],"scope":"openid tin","tin_allowed":true},
         {"client_id":"preparer","client_name":"Preparer","client_secret":"preparer-secret","redirect_uris":["https://preparer.example/cb"],
          "scope":"openid profile tin","tin_allowed":true}]
        """;

    // Fails when: the number stands in a token, an introspection, a log or an event, or is not told at userinfo (D19).
    [Fact]
    [Trait("Requirement", "D19")]
    [Trait("Threat", "Leaks-through-logs")]
    public async Task It_is_told_at_userinfo_and_stands_nowhere_else()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = Matching(host);
        var tokens = await tool.Tokens(browser, ("scope", "openid tin"));
        var told = await tool.UserInfo(tokens.AccessToken);
        told.Text("tin").ShouldBe(Number);

        var refreshed = await tool.Refresh(tokens.RefreshToken!);
        (await tool.UserInfo(refreshed.AccessToken)).Text("tin").ShouldBe(Number);
        var introspected = await tool.Introspect(tokens.AccessToken);
        introspected.Json.GetRawText().ShouldNotContain(Number);
        foreach (
            var token in (string[])
                [
                    tokens.AccessToken,
                    tokens.Text("id_token")!,
                    refreshed.AccessToken,
                    refreshed.Text("id_token")!,
                ]
        )
        {
            Encoding
                .UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]))
                .ShouldNotContain(Number);
        }

        host.Logs.Lines.ShouldNotContain(line => line.Contains(Number, StringComparison.Ordinal));
        var events = await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<SecureAccess.Audit.AuditEvent>()
                .AsNoTracking()
                .ToListAsync()
        );
        System.Text.Json.JsonSerializer.Serialize(events).ShouldNotContain(Number);
    }

    // Fails when: a client without the permission gets the number, by scope or by name.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task Only_a_client_that_is_allowed_may_ask()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var alpha = TestTool.Alpha(host);
        await browser.Open(alpha.AuthorizeAddress(("scope", "openid tin")));
        browser.SentParameters["error"].ShouldBe("invalid_scope");
        var tokens = await alpha.Tokens(browser, ("claims", """{"userinfo":{"tin":null}}"""));
        (await alpha.UserInfo(tokens.AccessToken)).Text("tin").ShouldBeNull();

        var matching = Matching(host);
        var asked = await matching.Tokens(browser, ("claims", """{"userinfo":{"tin":null}}"""));
        (await matching.UserInfo(asked.AccessToken)).Text("tin").ShouldBe(Number);
        var without = await matching.Tokens(browser);
        (await matching.UserInfo(without.AccessToken)).Text("tin").ShouldBeNull();
    }

    // Fails when: a client from which the permission was taken goes on getting the number, by a token that it has or by a refresh.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_permission_that_is_taken_back_ends_at_once()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var matching = Matching(host);
        var byScope = await matching.Tokens(browser, ("scope", "openid tin"));
        var byName = await matching.Tokens(browser, ("claims", """{"userinfo":{"tin":null}}"""));

        await host.AddClients(
            """
            [{"client_id":"matching","client_secret":"matching-secret","redirect_uris":["https://matching.example/cb"],"first_party":true,
              "grant_types":["authorization_code","refresh_token"],"scope":"openid"}]
            """
        );

        foreach (var before in new[] { byScope, byName })
        {
            (await matching.UserInfo(before.AccessToken)).Text("tin").ShouldBeNull();
            var after = await matching.Refresh(before.RefreshToken!);
            after.Access.GetPayloadValue<string>("scope").ShouldBe("openid");
            after.Access.TryGetPayloadValue<string>("userinfo_claims", out _).ShouldBeFalse();
            (await matching.UserInfo(after.AccessToken)).Text("tin").ShouldBeNull();
        }
    }

    // Fails when: the scope does not demand a proofed identity, or the number outlives the proofing (D18).
    [Fact]
    [Trait("Requirement", "D18")]
    public async Task It_is_told_of_proofed_people_only_and_only_while_they_are()
    {
        await using var host = await Start();
        var tool = Matching(host);
        var unproofed = await TestTool.SignedIn(
            host,
            await host.Add(TestPerson.Second with { Verified = false })
        );
        await unproofed.Open(tool.AuthorizeAddress(("scope", "openid tin")));
        unproofed.Path().ShouldBe("/sign-in/identity-needed");
        var byName = await tool.Tokens(unproofed, ("claims", """{"userinfo":{"tin":null}}"""));
        (await tool.UserInfo(byName.AccessToken)).Text("tin").ShouldBeNull();

        var account = await host.Add(new TestPerson());
        var browser = await TestTool.SignedIn(host, account);
        var tokens = await tool.Tokens(browser, ("scope", "openid tin"));
        await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<Account>()
                .Where(row => row.Id == account)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.VerifiedAt, (DateTimeOffset?)null)
                )
        );
        var told = await tool.UserInfo(tokens.AccessToken);
        told.Status.ShouldBe(HttpStatusCode.OK);
        told.Text("tin").ShouldBeNull();
    }

    // Fails when: a third party gets the number without the person having read that it does.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_person_is_asked_in_words_of_its_own()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = new TestTool(host, "preparer", "preparer-secret");
        await browser.Open(tool.AuthorizeAddress(("scope", "openid tin")));
        browser.Path().ShouldBe("/consent");
        browser
            .Page.QuerySelector("[data-scope=tin]")!
            .TextContent.ShouldBe("see your taxpayer number");
        browser.Body.ShouldNotContain(Number);
        await browser.Submit();
        var tokens = await tool.Redeem(browser.SentParameters["code"]);
        (await tool.UserInfo(tokens.AccessToken)).Text("tin").ShouldBe(Number);
    }

    private static TestTool Matching(SecureAccessHost host) =>
        new(host, "matching", "matching-secret");

    private static async Task<SecureAccessHost> Start()
    {
        var host = await TestTool.Start();
        await host.AddClients(Clients);
        return host;
    }
}
