using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

/// <summary>The <c>claims</c> parameter (OpenID Connect Core 5.5).</summary>
public sealed class ClaimsParameterTests
{
    private const string AsksClients = """
        [{"client_id":"asks","client_name":"Asking tool","token_endpoint_auth_method":"none","redirect_uris":["https://asks.example/cb"],
          "scope":"openid profile email"},
         {"client_id":"all","client_secret":"all-secret","redirect_uris":["https://all.example/cb"],"first_party":true,
          "scope":"openid profile email phone address tin","tin_allowed":true}]
        """;

    // Fails when: a claim asked for by name is not told at userinfo, is lost by a refresh, or gets into a token.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_single_claim_is_told_at_userinfo_and_stands_in_no_token()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var tokens = await tool.Tokens(
            browser,
            (
                "claims",
                """{"userinfo":{"name":{"essential":true},"nickname":null},"id_token":{"email":{"essential":true}}}"""
            )
        );
        (await Told(tool, tokens)).ShouldBe(["name", "sub"]);
        foreach (var token in (string[])[tokens.AccessToken, tokens.Text("id_token")!])
        {
            var payload = Encoding.UTF8.GetString(
                System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])
            );
            payload.ShouldNotContain("Maria");
            payload.ShouldNotContain("maria@example.org");
        }

        (await Told(tool, await tool.Refresh(tokens.RefreshToken!))).ShouldBe(["name", "sub"]);
        // The next authorization of the same session asks for itself.
        (await Told(tool, await tool.Tokens(browser))).ShouldBe(["sub"]);
    }

    // Fails when: a client gets by name what it is not registered for.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_claim_of_a_scope_that_the_client_has_not_is_left_out()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Beta(host);
        var tokens = await tool.Tokens(
            browser,
            ("claims", """{"userinfo":{"name":{"essential":true},"email":null,"tin":null}}""")
        );
        (await Told(tool, tokens)).ShouldBe(["sub"]);
    }

    // Fails when: a third party is told by name what the person did not agree to.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_person_agrees_to_single_claims_too()
    {
        await using var host = await TestTool.Start();
        await host.AddClients(AsksClients);
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = new TestTool(host, "asks", null);
        var asked = tool.AuthorizeAddress(
            ("claims", """{"userinfo":{"name":null,"email":null,"phone_number":null}}""")
        );
        await browser.Open(asked);
        browser.Path().ShouldBe("/consent");
        browser
            .Page.QuerySelectorAll("[data-claim]")
            .Select(item => item.GetAttribute("data-claim"))
            .ShouldBe(["email", "name"]);
        browser.MainText.ShouldContain("see your name");
        await browser.Submit();
        var answer = await tool.Redeem(browser.SentParameters["code"]);
        (await Told(tool, answer)).ShouldBe(["email", "name", "sub"]);

        await browser.Open(asked);
        browser.SentParameters.Keys.ShouldContain("code");
        // The whole scope is more than the single claim.
        await browser.Open(tool.AuthorizeAddress(("scope", "openid profile")));
        browser.Path().ShouldBe("/consent");
        await browser.Submit();
        await browser.Open(
            tool.AuthorizeAddress(("claims", """{"userinfo":{"birthdate":null}}"""))
        );
        browser.SentParameters.Keys.ShouldContain("code");
    }

    // Fails when: an essential context does not bind, or one that nobody reaches is let pass.
    [Theory]
    [Trait("Requirement", "D18")]
    [InlineData("\"value\":\"urn:secureaccess:acr:identity:phishing-resistant\"")]
    [InlineData("\"values\":[\"urn:example:unknown\",\"1\"]")]
    public async Task An_essential_context_that_nobody_reaches_is_an_error(string values)
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        await browser.Open(
            TestTool
                .Alpha(host)
                .AuthorizeAddress(
                    ("claims", "{\"id_token\":{\"acr\":{\"essential\":true," + values + "}}}")
                )
        );
        browser.SentParameters["error"].ShouldBe("unmet_authentication_requirements");
    }

    // Fails when: an essential context is a mere preference, or a voluntary one binds.
    [Fact]
    [Trait("Requirement", "D18")]
    public async Task An_essential_context_binds_and_a_voluntary_one_does_not()
    {
        await using var host = await TestTool.Start();
        var person = new TestPerson { Verified = false };
        var browser = await TestTool.SignedIn(host, await host.Add(person));
        var tool = TestTool.Alpha(host);
        (string, string?) essential = (
            "claims",
            """{"id_token":{"acr":{"essential":true,"value":"urn:secureaccess:acr:identity"}}}"""
        );
        await browser.Open(tool.AuthorizeAddress(essential));
        browser.Path().ShouldBe("/sign-in/identity-needed");
        await browser.Open(tool.AuthorizeAddress(essential, ("prompt", "none")));
        browser.SentParameters["error"].ShouldBe("unmet_authentication_requirements");
        // acr_values beside it does not soften it.
        await browser.Open(
            tool.AuthorizeAddress(essential, ("acr_values", "urn:secureaccess:acr:account"))
        );
        browser.Path().ShouldBe("/sign-in/identity-needed");
        var voluntary = await tool.Tokens(
            browser,
            (
                "claims",
                """{"id_token":{"acr":{"values":["urn:example:unknown"]},"auth_time":{"essential":true}}}"""
            )
        );
        voluntary.IdToken.GetPayloadValue<string>("acr").ShouldBe("urn:secureaccess:acr:account");
        voluntary.IdToken.GetPayloadValue<long>("auth_time").ShouldBeGreaterThan(0);
    }

    // Fails when: a client that asks for one person is answered about another.
    [Fact]
    public async Task A_sub_with_a_value_is_the_person_who_signs_in()
    {
        await using var host = await TestTool.Start();
        var (maria, john) = (
            await TestTool.SignedIn(host, await host.Add(new TestPerson())),
            await TestTool.SignedIn(host, await host.Add(TestPerson.Second))
        );
        var tool = TestTool.Alpha(host);
        var sub = (await tool.Tokens(maria)).IdToken.Subject;
        (string, string?) claims = (
            "claims",
            "{\"id_token\":{\"sub\":{\"value\":\"" + sub + "\"}}}"
        );
        (await tool.Tokens(maria, claims)).IdToken.Subject.ShouldBe(sub);
        await john.Open(tool.AuthorizeAddress(claims, ("prompt", "none")));
        john.SentParameters["error"].ShouldBe("login_required");
        await john.Open(tool.AuthorizeAddress(claims));
        john.Path().ShouldBe("/sign-in/account");
        await john.Submit();
        john.SentParameters["error"].ShouldBe("login_required");
    }

    // Fails when: each of many subjects costs a question of its own, or what was sent is looked up.
    [Fact]
    public async Task Many_subjects_cost_no_more_than_one()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        await tool.Tokens(browser);
        var named = string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"s{i}\""));
        host.Sql.Reset();
        await browser.Open(
            tool.AuthorizeAddress(
                ("claims", "{\"userinfo\":{\"sub\":{\"values\":[\"\\u0000\"," + named + "]}}}"),
                ("prompt", "none")
            )
        );
        browser.SentParameters["error"].ShouldBe("login_required");
        host.Sql.Statements.Count.ShouldBeLessThan(10);
    }

    // Fails when: a malformed one is let pass, is a failure of the server, or does not go to the client.
    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"userinfo":{"name":true}}""")]
    [InlineData("""{"id_token":{"acr":{"essential":"yes"}}}""")]
    public async Task A_malformed_one_is_an_error_for_the_client(string claims)
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        await browser.Open(tool.AuthorizeAddress(("claims", claims)));
        browser.SentParameters["error"].ShouldBe("invalid_request");
        await browser.Open(
            tool.AuthorizeAddress(("claims", "{\r\n\t\"userinfo\": {\n\"name\": null } }"))
        );
        browser.SentParameters.Keys.ShouldContain("code");
    }

    // Fails when: discovery names a claim that nobody is told, or leaves one out.
    [Fact]
    public async Task Discovery_names_exactly_the_claims_that_there_are()
    {
        await using var host = await TestTool.Start();
        await host.AddClients(AsksClients);
        var account = await host.Add(new TestPerson());
        await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<Account>()
                .Where(row => row.Id == account)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Roles, "preparer"))
        );
        var browser = await TestTool.SignedIn(host, account);
        var tool = new TestTool(host, "all", "all-secret");
        var tokens = await tool.Tokens(
            browser,
            ("scope", "openid profile email phone address tin")
        );
        using var http = host.NewHttpClient();
        using var json = JsonDocument.Parse(
            await http.GetStringAsync("/.well-known/openid-configuration")
        );
        json.RootElement.GetProperty("claims_parameter_supported").GetBoolean().ShouldBeTrue();
        json.RootElement.GetProperty("claims_supported")
            .EnumerateArray()
            .Select(claim => claim.GetString()!)
            .ShouldBe(
                tokens
                    .IdToken.Claims.Select(claim => claim.Type)
                    .Concat(await Told(tool, tokens))
                    .Distinct(),
                ignoreOrder: true
            );
    }

    private static async Task<string[]> Told(TestTool tool, TokenAnswer tokens)
    {
        var told = await tool.UserInfo(tokens.AccessToken);
        told.Status.ShouldBe(HttpStatusCode.OK);
        return
        [
            .. told
                .Json.EnumerateObject()
                .Select(member => member.Name)
                .Order(StringComparer.Ordinal),
        ];
    }
}
