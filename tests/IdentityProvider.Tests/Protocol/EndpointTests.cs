using System.Net;
using System.Text;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

public sealed class EndpointTests
{
    // Fails when: a missing, doubled or malformed parameter of a machine's endpoint is a 500, a page, or another error than the standard's.
    [Theory]
    [InlineData("/connect/token", "", "invalid_request")]
    [InlineData("/connect/token", "grant_type=authorization_code", "invalid_request")]
    [InlineData(
        "/connect/token",
        "grant_type=authorization_code&client_id=alpha&client_secret=alpha-secret",
        "invalid_request"
    )]
    [InlineData(
        "/connect/token",
        "grant_type=authorization_code&client_id=alpha&client_secret=alpha-secret&code=x&redirect_uri=https://alpha.example/cb",
        "invalid_grant"
    )]
    [InlineData(
        "/connect/token",
        "grant_type=authorization_code&grant_type=authorization_code&client_id=alpha&client_secret=alpha-secret&code=x",
        "invalid_request"
    )]
    [InlineData(
        "/connect/token",
        "grant_type=authorization_code&client_id=alpha&client_id=alpha&client_secret=alpha-secret&code=x",
        "invalid_request"
    )]
    [InlineData(
        "/connect/token",
        "grant_type=nonsense&client_id=alpha&client_secret=alpha-secret",
        "unsupported_grant_type"
    )]
    [InlineData(
        "/connect/token",
        "grant_type=password&client_id=alpha&client_secret=alpha-secret&username=a&password=b",
        "unsupported_grant_type"
    )]
    [InlineData(
        "/connect/token",
        "grant_type=client_credentials&client_id=alpha&client_secret=alpha-secret",
        "unauthorized_client"
    )]
    [InlineData(
        "/connect/token",
        "grant_type=refresh_token&client_id=alpha&client_secret=alpha-secret&refresh_token=x",
        "invalid_grant"
    )]
    [InlineData(
        "/connect/token",
        "grant_type=refresh_token&client_id=alpha&client_secret=wrong&refresh_token=x",
        "invalid_client"
    )]
    [InlineData(
        "/connect/token",
        "grant_type=refresh_token&client_id=third&client_secret=any&refresh_token=x",
        "invalid_client"
    )]
    [InlineData(
        "/connect/introspect",
        "client_id=alpha&client_secret=alpha-secret",
        "invalid_request"
    )]
    [InlineData("/connect/introspect", "token=x", "invalid_client")]
    [InlineData("/connect/revoke", "client_id=alpha&client_secret=alpha-secret", "invalid_request")]
    [InlineData(
        "/connect/revoke",
        "token=x&token=y&client_id=alpha&client_secret=alpha-secret",
        "invalid_request"
    )]
    public async Task A_wrong_request_gets_the_standard_error(
        string path,
        string form,
        string error
    )
    {
        await using var host = await TestTool.Start();
        using var http = host.NewHttpClient();
        using var content = new StringContent(
            form,
            Encoding.ASCII,
            "application/x-www-form-urlencoded"
        );
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        var body = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBeLessThan(500, body);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json", body);
        body.ShouldContain($"\"error\": \"{error}\"");
    }

    // Fails when: introspection tells a client about another's token, or says active of what is no longer (RFC 7662).
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task Introspection_tells_a_client_about_its_own_tokens_only()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var tokens = await tool.Tokens(browser);
        var access = (await tool.Introspect(tokens.AccessToken)).Json;
        access.GetProperty("active").GetBoolean().ShouldBeTrue();
        access.GetProperty("sub").GetString().ShouldBe(tokens.IdToken.Subject);
        access.GetProperty("acr").GetString().ShouldBe("urn:secureaccess:acr:identity");
        access.GetProperty("auth_time").GetInt64().ShouldBePositive();
        (await tool.Introspect(tokens.RefreshToken!))
            .Json.GetProperty("active")
            .GetBoolean()
            .ShouldBeTrue();

        foreach (
            var token in new[]
            {
                tokens.AccessToken,
                tokens.RefreshToken!,
                "nonsense",
                tokens.AccessToken + "x",
            }
        )
        {
            var told = (await TestTool.Strict(host).Introspect(token)).Json;
            told.GetProperty("active").GetBoolean().ShouldBeFalse(token);
            told.EnumerateObject().Count().ShouldBe(1);
        }

        host.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        (await tool.Introspect(tokens.AccessToken))
            .Json.GetProperty("active")
            .GetBoolean()
            .ShouldBeFalse();
    }

    // Fails when: a revoked token works on, takes more with it than it should, or can be revoked by another client (RFC 7009).
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task Revocation_ends_a_token_at_once()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var tokens = await tool.Tokens(browser);
        await TestTool.Beta(host).Revoke(tokens.AccessToken);
        (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);

        (await tool.Revoke(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await tool.Revoke(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);

        var next = await tool.Refresh(tokens.RefreshToken!);
        next.Status.ShouldBe(HttpStatusCode.OK);
        (await tool.Revoke(next.RefreshToken!)).Status.ShouldBe(HttpStatusCode.OK);
        (await tool.UserInfo(next.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await tool.Refresh(next.RefreshToken!)).Error.ShouldBe("invalid_grant");
    }

    // Fails when: a client acting for itself gets a person's scopes, or its token opens userinfo.
    [Fact]
    public async Task A_client_acting_for_itself_has_no_person()
    {
        await using var host = await TestTool.Start();
        var machine = new TestTool(host, "machine", "machine-secret");
        var answer = await machine.Token(("grant_type", "client_credentials"));
        answer.Access.Subject.ShouldBe("machine");
        (
            await machine.Token(("grant_type", "client_credentials"), ("scope", "openid"))
        ).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await machine.UserInfo(answer.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await machine.Introspect(answer.AccessToken))
            .Json.GetProperty("active")
            .GetBoolean()
            .ShouldBeTrue();
        await machine.Revoke(answer.AccessToken);
        (await machine.Introspect(answer.AccessToken))
            .Json.GetProperty("active")
            .GetBoolean()
            .ShouldBeFalse();
    }

    // Fails when: a tool's sign-out does not end the session, or leads anywhere but to the address that it registered.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task A_tool_signs_its_person_out_and_gets_them_back()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var hint = (await tool.Tokens(browser)).Text("id_token");
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        await browser.Open(
            $"/connect/logout?id_token_hint={hint}&state=s&post_logout_redirect_uri=https://alpha.example/out"
        );
        browser.SentTo!.AbsoluteUri.ShouldBe("https://alpha.example/out?state=s");
        await browser.Open(tool.AuthorizeAddress(("prompt", "none")));
        browser.SentParameters["error"].ShouldBe("login_required");
    }

    // Fails when: a sign-out by POST from another site, which carries no cookie, forgets the browser's session without ending it.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task A_tool_signs_its_person_out_by_post()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var tokens = await tool.Tokens(browser);
        using var withoutCookies = host.NewHttpClient();
        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create("id_token_hint", tokens.Text("id_token")!),
            KeyValuePair.Create("logout_hint", "maria@example.org"),
            KeyValuePair.Create("state", "a b"),
            KeyValuePair.Create("post_logout_redirect_uri", "https://alpha.example/out"),
        ]);
        using var response = await withoutCookies.PostAsync(
            new Uri("/connect/logout", UriKind.Relative),
            form
        );
        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        // Neither the token, nor what it or the tool says of the person.
        var next = response.Headers.Location!.ToString();
        next.Length.ShouldBeLessThan(200);
        next.ShouldNotContain(tokens.IdToken.Subject);
        next.ShouldNotContain("hint");
        var kept = response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        kept.ShouldStartWith("secureaccess-logout-");
        kept.ShouldNotContain(tokens.IdToken.Subject);
        kept.ShouldContain("max-age=60");

        // In another browser it is anyone's wish.
        var other = await TestTool.SignedIn(host, await host.Add(TestPerson.Second));
        await other.Open(next);
        other.SentTo.ShouldBeNull();
        other.Url.AbsolutePath.ShouldBe("/sign-out");

        browser.Cookies.SetCookies(host.Origin, kept);
        await browser.Open(next);
        browser.SentTo!.AbsoluteUri.ShouldBe("https://alpha.example/out?state=a%20b");
        (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // Fails when: what a posted sign-out kept is good later than a minute, or stays in the browser after its use.
    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public async Task A_posted_sign_out_counts_once_and_for_a_minute(int seconds, bool counts)
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var hint = (await tool.Tokens(browser)).Text("id_token")!;
        using var http = host.NewHttpClient();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("id_token_hint", hint)]);
        using var posted = await http.PostAsync(new Uri("/connect/logout", UriKind.Relative), form);
        var kept = posted.Headers.GetValues("Set-Cookie").Single();
        host.Clock.Advance(TimeSpan.FromSeconds(seconds));
        browser.Cookies.SetCookies(host.Origin, kept);
        await browser.Open(posted.Headers.Location!.ToString());
        browser.Url.AbsolutePath.ShouldBe(counts ? "/signed-out" : "/sign-out");

        browser
            .Cookies.GetCookies(host.Origin)
            .ShouldNotContain(cookie => cookie.Name.StartsWith("secureaccess-logout-"));
    }

    // Fails when: a forged Host header changes an address that tools are told.
    [Fact]
    public async Task Discovery_follows_the_issuer_and_not_the_host_header()
    {
        await using var host = await TestTool.Start();
        using var http = host.NewHttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            "/.well-known/openid-configuration"
        );
        request.Headers.Host = "elsewhere.example";
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        body.ShouldContain($"{host.Origin.AbsoluteUri}connect/token");
        body.ShouldNotContain("elsewhere.example");
    }

    // Fails when: a sign-out that cannot be trusted ends the session unasked, or leads out of the house.
    [Theory]
    [InlineData("?post_logout_redirect_uri=https://alpha.example/out")]
    [InlineData(
        "?id_token_hint=eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.&post_logout_redirect_uri=https://alpha.example/out"
    )]
    [InlineData("?id_token_hint=HINT&post_logout_redirect_uri=https://alpha.example/other")]
    [InlineData("?id_token_hint=HINT&post_logout_redirect_uri=https://alpha.example/out?x=1")]
    [InlineData("?state=s")]
    [InlineData("")]
    public async Task A_sign_out_that_cannot_be_trusted_asks(string query)
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var hint = (await tool.Tokens(browser)).Text("id_token")!;
        await browser.Open(
            "/connect/logout" + query.Replace("HINT", hint, StringComparison.Ordinal)
        );
        browser.SentTo.ShouldBeNull();
        browser.Page.QuerySelectorAll("main").Length.ShouldBe(1);
        await tool.Code(browser, ("prompt", "none"));
    }
}
