using System.Net;
using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Hosting;

public sealed class SecurityHeadersTests
{
    public static TheoryData<string> Answers =>
        [
            "/",
            "/sign-in",
            "/signed-out",
            "/no-such-page",
            "/dev/inbox",
            "/connect/authorize",
            "/.well-known/openid-configuration",
            "/mark.svg",
            "/health/live",
        ];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_forbids_framing_sniffing_and_everything_inline(string address)
    {
        await using var host = await SecureAccessHost.Start();

        using var answer = await host.NewHttpClient().GetAsync(address);

        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("base-uri 'none'");
        policy.ShouldNotContain("unsafe");
        answer
            .Headers.GetValues("X-Content-Type-Options")
            .ShouldHaveSingleItem()
            .ShouldBe("nosniff");
        answer.Headers.GetValues("X-Frame-Options").ShouldHaveSingleItem().ShouldBe("DENY");
        answer.Headers.GetValues("Referrer-Policy").ShouldHaveSingleItem().ShouldBe("same-origin");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task The_nonce_is_fresh_in_every_answer_and_is_no_key_of_anything()
    {
        var person = new TestPerson();
        await using var host = await Visitor.HostWithTools(person);
        var browser = host.NewBrowser();
        await browser.SignIn(host, person);

        var nonces = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            await browser.Open("/");
            var nonce = browser.Page.QuerySelector("script")!.GetAttribute("nonce")!;
            browser
                .Response.Headers.GetValues("Content-Security-Policy")
                .Single()
                .ShouldContain($"'nonce-{nonce}'");
            browser.Cookies.GetAllCookies().Select(cookie => cookie.Value).ShouldNotContain(nonce);
            nonces.Add(nonce);
        }

        nonces.Distinct().Count().ShouldBe(5);
        Convert.FromBase64String(nonces[0]).Length.ShouldBeGreaterThanOrEqualTo(16);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/method")]
    [InlineData("/sign-out")]
    [InlineData("/dev/inbox")]
    [InlineData("/no-such-page")]
    public async Task No_page_is_kept_by_a_browser_or_a_proxy(string address)
    {
        await using var host = await SecureAccessHost.Start();

        using var answer = await host.NewHttpClient().GetAsync(address);

        answer.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Over_https_the_form_cookie_is_bound_to_the_host_and_secure_and_hsts_is_sent()
    {
        await using var host = await SecureAccessHost.Start(
            new HostWishes
            {
                Settings = new Dictionary<string, string?> { ["Issuer"] = "https://id.example/" },
            }
        );

        using var answer = await host.NewHttpClient()
            .GetAsync(new Uri("https://id.example/sign-in"));

        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("__Host-");
        cookie.ShouldContain("secure");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("path=/");
        cookie.ShouldNotContain("domain");
        answer
            .Headers.GetValues("Strict-Transport-Security")
            .ShouldHaveSingleItem()
            .ShouldContain("max-age=31536000");
    }

    [Fact]
    public async Task Over_plain_http_in_Development_the_form_cookie_has_a_plain_name()
    {
        await using var host = await SecureAccessHost.Start();

        using var answer = await host.NewHttpClient().GetAsync("/sign-in");

        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("secureaccess.form=");
        cookie.ShouldNotContain("secure;");
        cookie.ShouldContain("httponly");
    }

    [Fact]
    public async Task A_form_without_the_antiforgery_value_is_refused_on_every_page_that_takes_one()
    {
        await using var host = await SecureAccessHost.Start();
        string[] pages =
        [
            "/sign-in",
            "/sign-in?handler=NotYou",
            "/sign-in/method",
            "/sign-in/code",
            "/sign-in/code?handler=Resend",
            "/sign-in/account",
            "/sign-in/identity-needed",
            "/consent",
            "/consent?handler=Deny",
            "/sign-out",
        ];
        foreach (var page in pages)
        {
            var browser = await host.NewBrowser().Post(page, ("username", "a"), ("password", "b"));

            browser.Status.ShouldBe(HttpStatusCode.BadRequest, page);
            browser.Heading().ShouldBe("That did not work", page);
        }
    }
}
