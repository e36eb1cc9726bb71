using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;
using static SecureAccess.Tests.Protocol.Resources.ResourceClients;

namespace SecureAccess.Tests.Protocol.Resources;

/// <summary>Resource indicators (RFC 8707): which API a token is for.</summary>
public abstract class ResourceIndicatorCases
{
    private protected abstract Engine Engine { get; }

    // Fails when: the audience is anything but what was asked for, or is lost on the way through code and refresh token.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task The_audience_is_exactly_what_was_asked_for_and_stays_with_the_refresh_token()
    {
        await using var host = await Start(Engine);
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var shop = Shop(host);
        var issuer = host.Origin.AbsoluteUri;
        var both = await Tokens(shop, browser, [Ledger, Notes]);
        both.Access.Audiences.ShouldBe([Ledger, Notes]);
        both.IdToken.Audiences.ShouldBe(["shop"]);

        var one = await shop.Refresh(both.RefreshToken!, ("resource", Notes));
        one.Access.Audiences.ShouldBe([Notes]);
        // What this refresh asked for narrows its access token, not the authorization.
        var again = await shop.Refresh(one.RefreshToken!);
        again.Access.Audiences.ShouldBe([Ledger, Notes]);

        var narrow = await shop.Redeem(
            await Code(shop, browser, [Ledger, Notes]),
            ("resource", Ledger)
        );
        narrow.Access.Audiences.ShouldBe([Ledger]);
        (await Tokens(shop, browser, [issuer, Ledger])).Access.Audiences.ShouldBe([issuer, Ledger]);
        (await Tokens(shop, browser, [Ledger, Ledger])).Access.Audiences.ShouldBe([Ledger]);
        (await shop.Tokens(browser)).Access.Audiences.ShouldBe([issuer, "shop"]);
    }

    // Fails when: the look-up of an API follows the engine's idea of upper and lower case, or one that is switched off is still found.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task An_api_that_is_switched_off_or_taken_back_is_no_target_at_once()
    {
        await using var host = await Start(Engine);
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var shop = Shop(host);
        await Ask(shop, browser, [Weather.ToUpperInvariant()]);
        browser.SentParameters["error"].ShouldBe("invalid_target");
        var weather = (await Tokens(shop, browser, [Weather])).RefreshToken!;
        var ledger = (await Tokens(shop, browser, [Ledger])).RefreshToken!;

        await host.Do(services =>
            services.GetRequiredService<ClientSwitch>().Disable("weather", CancellationToken.None)
        );
        await host.AddClients(
            """
            [{"client_id":"shop","client_secret":"shop-secret","redirect_uris":["https://shop.example/cb"],"first_party":true,
              "grant_types":["authorization_code","refresh_token","client_credentials"],"scope":"openid email profile offline_access",
              "resources":["https://weather.example/v1"]}]
            """
        );
        (await shop.Refresh(weather)).Error.ShouldBe("invalid_target");
        (await shop.Refresh(ledger)).Error.ShouldBe("invalid_target");
        await Ask(shop, browser, [Weather]);
        browser.SentParameters["error"].ShouldBe("invalid_target");
        (
            await host.Do(services =>
                services
                    .GetRequiredService<RegisteredResources>()
                    .Identifiers(CancellationToken.None)
            )
        ).ShouldBe([Ledger, Secret, Notes]);
    }
}

[Trait("Engine", "Sqlite")]
public sealed class ResourceIndicatorOnSqliteTests : ResourceIndicatorCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class ResourceIndicatorOnPostgreSqlTests : ResourceIndicatorCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}

public sealed class ResourceIndicatorTests
{
    // The last but one: their sectors differ.
    public static TheoryData<string> Wrong =>
        [
            "https://unknown.example/",
            Secret,
            "https://ledger.example",
            Ledger + "accounts",
            Ledger + "#part",
            "HTTPS://ledger.example/",
            "/relative",
            "ledger",
            "shop",
            "javascript:alert(1)",
            Ledger + " https://unknown.example/",
            Ledger + " " + Weather,
            Ledger + " " + Notes + " urn:a:1 urn:a:2 urn:a:3 urn:a:4",
        ];

    // Fails when: an unknown, foreign, relative or misspelt resource, or APIs of two sectors, are not refused with invalid_target.
    [Theory]
    [MemberData(nameof(Wrong))]
    [Trait("Requirement", "R23")]
    public async Task A_resource_that_is_not_the_clients_is_refused(string named)
    {
        var resources = named.Split(' ');
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var shop = Shop(host);
        await Ask(shop, browser, resources);
        browser.SentTo!.Host.ShouldBe("shop.example");
        browser.SentParameters["error"].ShouldBe("invalid_target");
        browser.SentParameters["state"].ShouldBe("the-state");

        var own = await shop.Token([
            ("grant_type", "client_credentials"),
            .. resources.Select(resource => ("resource", (string?)resource)),
        ]);
        own.Error.ShouldBe("invalid_target");
        own.Text("error_uri")!.ShouldContain("/errors/invalid_target#resource");

        var granted = await Tokens(shop, browser, [Notes]);
        (
            await shop.Token([
                ("grant_type", "refresh_token"),
                ("refresh_token", granted.RefreshToken),
                .. resources.Select(resource => ("resource", (string?)resource)),
            ])
        ).Error.ShouldBe("invalid_target");
        // Refused, it was not spent.
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        (await shop.Refresh(granted.RefreshToken!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    // Fails when: a code or refresh token gives more than was granted with it, among it what the client could have asked for at first.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task A_token_request_chooses_only_among_what_was_granted()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var shop = Shop(host);
        var code = await Code(shop, browser, [Notes]);
        (await shop.Redeem(code, ("resource", Ledger))).Error.ShouldBe("invalid_target");
        var none = await shop.Tokens(browser);
        (await shop.Refresh(none.RefreshToken!, ("resource", Ledger))).Error.ShouldBe(
            "invalid_target"
        );
        (await shop.Redeem(await shop.Code(browser), ("resource", Ledger))).Error.ShouldBe(
            "invalid_target"
        );
    }

    // Fails when: what was asked for is lost where the person has to sign in first, or a resource is refused only after that.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task What_was_asked_for_survives_the_sign_in_journey()
    {
        await using var host = await Start();
        var person = new TestPerson();
        await host.Add(person);
        var browser = host.NewBrowser();
        var shop = Shop(host);
        await Ask(shop, browser, [Secret]);
        browser.SentParameters["error"].ShouldBe("invalid_target");

        await Ask(shop, browser, [Ledger, Notes]);
        await browser.EnterPassword(person);
        await browser.Submit(("method", "text"));
        await browser.Submit(("code", await host.NewestCode(person.Phone!)));
        var tokens = await shop.Redeem(
            browser.SentParameters.GetValueOrDefault("code").ShouldNotBeNull(browser.Body)
        );
        tokens.Access.Audiences.ShouldBe([Ledger, Notes]);
    }

    // Fails when: a tool of others gets a token for an API that the person was not asked about, or the page keeps silent about it.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_tool_of_others_needs_consent_for_each_api()
    {
        await using var host = await Start();
        await host.AddClients(
            """
            [{"client_id":"third","token_endpoint_auth_method":"none","redirect_uris":["https://third.example/cb"],"scope":"openid email",
              "resources":["https://ledger.example/","urn:example:notes"]}]
            """
        );
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var third = TestTool.Third(host);
        await Ask(third, browser, [host.Origin.AbsoluteUri, Ledger]);
        browser.Url.AbsolutePath.ShouldBe("/consent");
        browser
            .Page.QuerySelectorAll("[data-resource]")
            .Select(item => item.TextContent)
            .ShouldBe(["use ledger for you"]);
        await browser.Submit();
        var tokens = await third.Redeem(
            browser.SentParameters.GetValueOrDefault("code").ShouldNotBeNull(browser.Body)
        );
        tokens.Access.Audiences.ShouldBe([host.Origin.AbsoluteUri, Ledger]);

        await Code(third, browser, [Ledger]);
        await Code(third, browser, []);
        await Ask(third, browser, [Ledger, Notes]);
        browser.Url.AbsolutePath.ShouldBe("/consent");
        await Ask(third, browser, [Notes], ("prompt", "none"));
        browser.SentParameters["error"].ShouldBe("consent_required");
    }

    // Fails when: a client that acts for itself gets a token for another API than it asked for, or none by default.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task A_client_that_acts_for_itself_names_its_apis()
    {
        await using var host = await Start();
        var shop = Shop(host);
        var two = await shop.Token(
            ("grant_type", "client_credentials"),
            ("resource", Ledger),
            ("resource", Notes)
        );
        two.Access.Audiences.ShouldBe([Ledger, Notes]);
        two.Access.Subject.ShouldBe("shop");
        var own = await shop.Token(("grant_type", "client_credentials"));
        own.Access.Audiences.ShouldBe([host.Origin.AbsoluteUri, "shop"]);
        (await ApiClient(host, "ledger").Introspect(two.AccessToken)).Text("sub").ShouldBe("shop");
    }

    // Fails when: userinfo or the server's own API takes a token that was made for another API alone.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task A_token_for_an_api_is_no_key_to_this_server()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var shop = Shop(host);
        var elsewhere = await Tokens(shop, browser, [Ledger], ("scope", "openid email"));
        (await shop.UserInfo(elsewhere.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var here = await Tokens(
            shop,
            browser,
            [host.Origin.AbsoluteUri, Ledger],
            ("scope", "openid email")
        );
        (await shop.UserInfo(here.AccessToken)).Text("email").ShouldBe("maria@example.org");

        var machine = await shop.Token(("grant_type", "client_credentials"), ("resource", Ledger));
        using var http = host.NewHttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", machine.AccessToken);
        using var own = await http.GetAsync(new Uri("/api/client", UriKind.Relative));
        own.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // Fails when: an API learns about tokens for others, does not about those for itself, or may revoke what is not its own (RFC 7662 4, RFC 7009).
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task Introspection_is_for_the_audience_and_for_whom_it_was_issued_to()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var shop = Shop(host);
        var tokens = await Tokens(shop, browser, [Ledger], ("scope", "openid email"));
        var told = (await ApiClient(host, "ledger").Introspect(tokens.AccessToken)).Json;
        told.GetProperty("active").GetBoolean().ShouldBeTrue();
        told.GetProperty("client_id").GetString().ShouldBe("shop");
        told.GetProperty("aud").GetString().ShouldBe(Ledger);
        told.GetProperty("scope").GetString().ShouldBe("openid email");
        told.GetProperty("acr").GetString().ShouldBe("urn:secureaccess:acr:identity");
        told.GetProperty("auth_time").GetInt64().ShouldBePositive();
        Active(await shop.Introspect(tokens.AccessToken)).ShouldBeTrue();

        foreach (var other in new[] { "notes", "weather", "secret", "plain" })
        {
            Active(await ApiClient(host, other).Introspect(tokens.AccessToken))
                .ShouldBeFalse(other);
        }

        // The API may ask about it, not end it, and learns nothing of the refresh token.
        Active(await ApiClient(host, "ledger").Introspect(tokens.RefreshToken!)).ShouldBeFalse();
        await ApiClient(host, "ledger").Revoke(tokens.AccessToken);
        Active(await shop.Introspect(tokens.AccessToken)).ShouldBeTrue();
        await browser.Open("/sign-out");
        await browser.Submit();
        Active(await ApiClient(host, "ledger").Introspect(tokens.AccessToken)).ShouldBeFalse();
    }

    // Fails when: discovery keeps silent about an API that tokens can be asked for (RFC 9728 4).
    [Fact]
    public async Task Discovery_names_the_apis()
    {
        await using var host = await Start();
        using var http = host.NewHttpClient();
        using var json = JsonDocument.Parse(
            await http.GetStringAsync(
                new Uri("/.well-known/openid-configuration", UriKind.Relative)
            )
        );
        json.RootElement.GetProperty("protected_resources")
            .EnumerateArray()
            .Select(one => one.GetString())
            .ShouldBe([Ledger, Secret, Weather, Notes]);
    }

    private static bool Active(TokenAnswer answer) =>
        answer.Json.GetProperty("active").GetBoolean();
}
