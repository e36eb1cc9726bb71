using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

public sealed class AuthorizeTests
{
    // Fails when: a redirect address is compared by anything but its characters, or a wrong one is redirected to.
    [Theory]
    [Trait("Requirement", "R24")]
    [Trait("Threat", "Code-injection")]
    [InlineData("https://alpha.example/cb/more")]
    [InlineData("https://alpha.example/cb?x=1")]
    [InlineData("https://alpha.example/cb#f")]
    [InlineData("https://alpha.example/CB")]
    [InlineData("https://alpha.example:443/cb")]
    [InlineData("https://alpha.example:8443/cb")]
    [InlineData("https://alpha.example@evil.example/cb")]
    [InlineData("https://user:pw@alpha.example/cb")]
    [InlineData("https://alpha.example.evil.example/cb")]
    [InlineData("https://alpha.example/%63b")]
    [InlineData("https://alpha.example/x/../cb")]
    [InlineData("https://alpha.example%2ecb")]
    [InlineData("http://alpha.example/cb")]
    [InlineData("//alpha.example/cb")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://beta.example/cb")]
    [InlineData(null)]
    [InlineData("")]
    public async Task An_unregistered_redirect_address_is_a_page_and_never_a_redirect(string? uri)
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        await browser.Open(TestTool.Alpha(host).AuthorizeAddress(("redirect_uri", uri)));
        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.SentTo.ShouldBeNull();
        browser.Page.QuerySelectorAll("main").Length.ShouldBe(1);
    }

    // Fails when: a wrong parameter is a 500, a page where the client could be told, or a redirect where it could not.
    [Theory]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "nonsense", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("response_mode", "nonsense", "invalid_request")]
    [InlineData("scope", "openid nonsense", "invalid_scope")]
    [InlineData("scope", "openid tin", "invalid_scope")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", "S512", "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "nonsense", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("request", "e30.e30.", "request_not_supported")]
    [InlineData("request_uri", "https://alpha.example/r", "request_uri_not_supported")]
    [InlineData(
        "acr_values",
        "urn:secureaccess:acr:identity:phishing-resistant",
        "unmet_authentication_requirements"
    )]
    public async Task A_wrong_parameter_is_told_to_the_client(
        string name,
        string? value,
        string error
    )
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        await browser.Open(TestTool.Alpha(host).AuthorizeAddress((name, value)));
        browser.SentTo.ShouldNotBeNull($"{browser.Status} {browser.Url}");
        browser.SentTo.AbsoluteUri.ShouldStartWith("https://alpha.example/cb?");
        browser.SentParameters["error"].ShouldBe(error);
        browser.SentParameters["state"].ShouldBe("the-state");
        browser.SentParameters["iss"].ShouldBe(host.Origin.AbsoluteUri);
        browser.SentParameters.ContainsKey("code").ShouldBeFalse();
    }

    // Fails when: a client that cannot be known gets anything but a page.
    [Theory]
    [InlineData("client_id", null)]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:x")]
    [InlineData("client_id", "unknown")]
    [InlineData("client_id", "ALPHA")]
    [InlineData("client_id", "a\0b")]
    [InlineData("client_id", "naïve ‮ name")]
    [InlineData("sign_in_request", "00000000000000000000000000000000")]
    [InlineData("state", "a\nb")]
    public async Task What_cannot_be_told_to_a_client_is_a_page(string name, string? value)
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        await browser.Open(TestTool.Alpha(host).AuthorizeAddress((name, value)));
        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.SentTo.ShouldBeNull();
    }

    // Fails when: a doubled parameter is read as one of the two, or is a 500.
    [Theory]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    [InlineData("scope")]
    [InlineData("state")]
    [InlineData("nonce")]
    public async Task A_doubled_parameter_is_refused(string name)
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var value = Uri.EscapeDataString(tool.AuthorizeParameters()[name]!);
        await browser.Open($"{tool.AuthorizeAddress()}&{name}={value}");
        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.SentTo.ShouldBeNull();
    }

    // Fails when: an unknown parameter, or an overlong one that is only passed on, is an error.
    [Fact]
    public async Task Unknown_and_long_parameters_do_no_harm()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        await tool.Code(
            browser,
            ("unknown", "x"),
            ("claims_locales", "en"),
            ("ui_locales", "fr-CA xx en"),
            ("display", "popup"),
            ("login_hint", "María")
        );
        await tool.Code(browser, ("state", new string('s', 3000)));
        browser.SentParameters["state"].Length.ShouldBe(3000);
    }

    // Fails when: prompt=none shows a page, or answers another error than the one that fits.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task Prompt_none_never_shows_a_page()
    {
        await using var host = await TestTool.Start();
        var anonymous = host.NewBrowser();
        await anonymous.Open(TestTool.Alpha(host).AuthorizeAddress(("prompt", "none")));
        anonymous.SentParameters["error"].ShouldBe("login_required");

        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        await TestTool.Alpha(host).Code(browser, ("prompt", "none"));
        await browser.Open(TestTool.Third(host).AuthorizeAddress(("prompt", "none")));
        browser.SentParameters["error"].ShouldBe("consent_required");
        host.Clock.Advance(TimeSpan.FromSeconds(11));
        await browser.Open(
            TestTool.Alpha(host).AuthorizeAddress(("prompt", "none"), ("max_age", "10"))
        );
        browser.SentParameters["error"].ShouldBe("login_required");

        var unproofed = await TestTool.SignedIn(
            host,
            await host.Add(TestPerson.Second with { Verified = false })
        );
        await unproofed.Open(TestTool.Strict(host).AuthorizeAddress(("prompt", "none")));
        unproofed.SentParameters["error"].ShouldBe("unmet_authentication_requirements");
    }

    // Fails when: a step that is due is skipped, or leads to another page.
    [Theory]
    [Trait("Requirement", "R3")]
    [InlineData("prompt", "login", "/sign-in")]
    [InlineData("prompt", "select_account", "/sign-in/account")]
    [InlineData("prompt", "create", "/register")]
    [InlineData("prompt", "consent", "/consent")]
    [InlineData("max_age", "10", "/sign-in/method")]
    public async Task What_is_asked_for_is_done_first(string name, string value, string page)
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        host.Clock.Advance(TimeSpan.FromSeconds(11));
        await browser.Open(TestTool.Alpha(host).AuthorizeAddress((name, value)));
        browser.SentTo.ShouldBeNull();
        browser.Url.AbsolutePath.ShouldBe(page);
        browser.Url.Query.ShouldStartWith("?sign_in_request=");
    }

    // Fails when: a person who is not proofed reaches a tool that needs a verified identity, or the tool is not told why.
    [Fact]
    [Trait("Requirement", "D18")]
    public async Task A_tool_that_needs_a_verified_identity_gets_no_other()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(
            host,
            await host.Add(new TestPerson { Verified = false })
        );
        await browser.Open(TestTool.Strict(host).AuthorizeAddress());
        browser.Url.AbsolutePath.ShouldBe("/sign-in/identity-needed");
        (await TestTool.Alpha(host).Tokens(browser))
            .IdToken.GetPayloadValue<string>("acr")
            .ShouldBe("urn:secureaccess:acr:account");
        await browser.Open(
            TestTool
                .Alpha(host)
                .AuthorizeAddress(("acr_values", "other urn:secureaccess:acr:identity"))
        );
        browser.Url.AbsolutePath.ShouldBe("/sign-in/identity-needed");
        await TestTool
            .Alpha(host)
            .Code(
                browser,
                ("acr_values", "urn:secureaccess:acr:identity urn:secureaccess:acr:account")
            );
        await TestTool.Alpha(host).Code(browser, ("acr_values", "unknown"));
    }

    // Fails when: a POST is answered before it is stored, or its answer is another than the GET's.
    [Fact]
    public async Task A_posted_request_is_stored_and_goes_on_by_get()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        await browser.Post(
            "/connect/authorize",
            [.. tool.AuthorizeParameters().Select(pair => (pair.Key, pair.Value!))]
        );
        browser.SentParameters["state"].ShouldBe("the-state");
        (await tool.Redeem(browser.SentParameters["code"])).Status.ShouldBe(HttpStatusCode.OK);
    }

    // Fails when: a stored request can be used by another browser, twice, with a parameter riding along, or after its hour.
    [Fact]
    [Trait("Threat", "Sign-in-request-confusion")]
    public async Task A_stored_request_is_its_browsers_own_and_answered_once()
    {
        await using var host = await TestTool.Start();
        var account = await host.Add(new TestPerson());
        var browser = await TestTool.SignedIn(host, account);
        var address = await Stored(host, browser);
        (await (await TestTool.SignedIn(host, account)).Open(address)).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await browser.Open(address + "&scope=openid")).Status.ShouldBe(HttpStatusCode.BadRequest);
        await browser.Open(address);
        browser.SentParameters.ContainsKey("code").ShouldBeTrue();
        (await browser.Open(address)).Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.SentTo.ShouldBeNull();

        var late = await Stored(host, browser);
        host.Clock.Advance(TimeSpan.FromMinutes(61));
        (await browser.Open(late)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    // Fails when: a request that was stored is answered although its redirect address was removed meanwhile.
    [Fact]
    public async Task A_stored_request_is_validated_again()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var address = await Stored(host, browser);
        await host.AddClients(
            """[{"client_id":"alpha","client_secret":"alpha-secret","redirect_uris":["https://new.example/cb"]}]"""
        );
        (await browser.Open(address)).Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.SentTo.ShouldBeNull();
    }

    // Fails when: another person than the one whom the client names gets a code under its request.
    [Fact]
    public async Task An_id_token_hint_binds_the_answer_to_its_person()
    {
        await using var host = await TestTool.Start();
        var tool = TestTool.Alpha(host);
        var maria = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var hint = (await tool.Tokens(maria)).Text("id_token");
        await tool.Code(maria, ("id_token_hint", hint), ("prompt", "none"));
        var john = await TestTool.SignedIn(host, await host.Add(TestPerson.Second));
        await john.Open(tool.AuthorizeAddress(("id_token_hint", hint), ("prompt", "none")));
        john.SentParameters["error"].ShouldBe("login_required");
        await john.Open(tool.AuthorizeAddress(("id_token_hint", hint)));
        john.Url.AbsolutePath.ShouldBe("/sign-in/account");
    }

    // Fails when: a third-party tool gets anything without consent, asks again after it, or keeps it after a withdrawal.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_third_party_tool_needs_consent_until_it_is_withdrawn()
    {
        await using var host = await TestTool.Start();
        var account = await host.Add(new TestPerson());
        var browser = await TestTool.SignedIn(host, account);
        var tool = TestTool.Third(host);
        await browser.Open(tool.AuthorizeAddress());
        browser.Url.AbsolutePath.ShouldBe("/consent");

        await Do(
            (consents, client) => consents.Give(account, client, ["openid"], CancellationToken.None)
        );
        var tokens = await tool.Tokens(browser);
        await browser.Open(tool.AuthorizeAddress(("scope", "openid email")));
        browser.Url.AbsolutePath.ShouldBe("/consent");

        await Do((consents, client) => consents.Withdraw(account, client, CancellationToken.None));
        (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await browser.Open(tool.AuthorizeAddress());
        browser.Url.AbsolutePath.ShouldBe("/consent");

        // A new consent never revives old tokens.
        await Do(
            (consents, client) => consents.Give(account, client, ["openid"], CancellationToken.None)
        );
        (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        Task Do(Func<Consents, Guid, Task> work) =>
            host.Do(async services =>
                await work(
                    services.GetRequiredService<Consents>(),
                    await services
                        .GetRequiredService<SecureAccessDbContext>()
                        .Set<Client>()
                        .Where(client => client.ClientId == "third")
                        .Select(client => client.Id)
                        .SingleAsync()
                )
            );
    }

    // Fails when: the form_post page leaks the code into a query, runs a script without the nonce, or cannot be used without one.
    [Fact]
    public async Task Form_post_is_a_page_of_ours_with_a_button()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        await browser.Open(
            tool.AuthorizeAddress(("response_mode", "form_post"), ("state", "<script>"))
        );
        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.SentTo.ShouldBeNull();
        var form = browser.Page.QuerySelector("main form")!;
        form.GetAttribute("action").ShouldBe("https://alpha.example/cb");
        form.GetAttribute("method").ShouldBe("post");
        form.QuerySelector("button").ShouldNotBeNull();
        form.QuerySelector("[name=state]")!.GetAttribute("value").ShouldBe("<script>");
        var policy = string.Join(
            ' ',
            browser.Response.Headers.GetValues("Content-Security-Policy")
        );
        policy.ShouldContain(
            $"'nonce-{browser.Page.QuerySelector("script")!.GetAttribute("nonce")}'"
        );
        policy.ShouldContain("https://alpha.example");
        browser.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (
            await tool.Redeem(form.QuerySelector("[name=code]")!.GetAttribute("value")!)
        ).Status.ShouldBe(HttpStatusCode.OK);
    }

    // Fails when: an error of a form_post request, or its answer after a sign-in, goes into a query.
    [Fact]
    public async Task Form_post_holds_for_errors_and_after_a_journey_too()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var third = TestTool.Third(host);
        await browser.Open(
            third.AuthorizeAddress(("response_mode", "form_post"), ("prompt", "none"))
        );
        browser.SentTo.ShouldBeNull();
        var form = browser.Page.QuerySelector("main form")!;
        form.GetAttribute("action").ShouldBe("https://third.example/cb");
        form.QuerySelector("[name=error]")!.GetAttribute("value").ShouldBe("consent_required");
        form.QuerySelector("[name=iss]").ShouldNotBeNull();

        await browser.Open(third.AuthorizeAddress(("response_mode", "form_post")));
        browser.Url.AbsolutePath.ShouldBe("/consent");
        await browser.Submit();
        browser.SentTo.ShouldBeNull();
        form = browser.Page.QuerySelector("main form")!;
        form.GetAttribute("action").ShouldBe("https://third.example/cb");
        (
            await third.Redeem(form.QuerySelector("[name=code]")!.GetAttribute("value")!)
        ).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string> Stored(SecureAccessHost host, Browser browser)
    {
        using var http = host.NewHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/authorize")
        {
            Content = new FormUrlEncodedContent(
                TestTool
                    .Alpha(host)
                    .AuthorizeParameters()
                    .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!))
            ),
        };
        using var response = await http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        foreach (var cookie in response.Headers.GetValues("Set-Cookie"))
        {
            browser.Cookies.SetCookies(host.Origin, cookie);
        }

        return response.Headers.Location!.OriginalString;
    }
}
