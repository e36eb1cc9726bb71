using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Shared;

public sealed class SessionAliveTests
{
    private static readonly TestPerson Maria = new();

    // Fails when: asking does not begin the idle time again, or answers a session that was idle for 30 minutes.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task Whoever_says_so_within_30_minutes_stays_signed_in_and_nobody_later()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().SignIn(host, Maria);

        host.Clock.Advance(TimeSpan.FromMinutes(29));
        (await browser.Open(SessionAlive.Address)).Status.ShouldBe(HttpStatusCode.NoContent);
        browser.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        EndsIn(browser).ShouldBe("1800");
        host.Clock.Advance(TimeSpan.FromMinutes(29));
        (await browser.Open(SessionAlive.Address)).Status.ShouldBe(HttpStatusCode.NoContent);
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        (await browser.Open(SessionAlive.Address)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        browser.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        browser.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_session_the_answer_is_401_without_a_page()
    {
        await using var host = await SecureAccessHost.Start();
        var browser = await host.NewBrowser().Open(SessionAlive.Address);

        browser.Status.ShouldBe(HttpStatusCode.Unauthorized);
        browser.Body.ShouldBeEmpty();
        browser.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    // Fails when: a busy session is promised more than its 12 hours, or a second request within a minute more than the idle time left.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task What_is_left_is_counted_from_the_recorded_use_and_ends_with_the_session()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().SignIn(host, Maria);

        host.Clock.Advance(TimeSpan.FromSeconds(59));
        EndsIn(await browser.Open(SessionAlive.Address)).ShouldBe("1741");
        for (var i = 0; i < 35; i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(20));
            await browser.Open(SessionAlive.Address);
        }

        EndsIn(browser).ShouldBe("1141");
    }

    // Fails when: the watch forgets to warn, tells another idle time than SessionRules.Idle, or is written without a session.
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task A_page_says_when_the_session_ends_and_carries_what_the_script_needs()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().SignIn(host, Maria);

        var watch = (await Watch(host, browser.Cookies.GetCookieHeader(host.Origin)));
        watch
            .QuerySelector("p.sa-session-line")!
            .Words()
            .ShouldBe("For your safety you are signed out after 30 minutes without activity.");
        var warning = watch.QuerySelector("[data-session]")!;
        warning.HasAttribute("hidden").ShouldBeTrue();
        warning.GetAttribute("data-session").ShouldBe("/session/alive");
        warning.GetAttribute("data-ends-in").ShouldBe("1800");
        warning.GetAttribute("data-warn-before").ShouldBe("300");
        warning.GetAttribute("data-minutes")!.ShouldContain("{0} minutes");
        warning.GetAttribute("data-ended")!.ShouldContain("is saved");
        warning.QuerySelector("button[type=button][data-session-stay]").ShouldNotBeNull();
        warning.QuerySelector("[role=alert][data-session-text]")!.Words().ShouldBeEmpty();
        warning
            .QuerySelector("a[hidden][data-session-sign-in]")!
            .GetAttribute("href")
            .ShouldBe("/verify/identity?sign_in_request=abc");

        (await Watch(host, "")).InnerHtml.Trim().ShouldBeEmpty();
    }

    private static string? EndsIn(Browser browser) =>
        browser.Response.Headers.GetValues(SessionAlive.EndsInHeader).Single();

    private static Task<IElement> Watch(SecureAccessHost host, string cookies) =>
        host.Do(services =>
        {
            var page = Rendered.Page();
            page.HttpContext.Request.Headers.Cookie = cookies;
            page.HttpContext.Request.Path = "/verify/identity";
            page.HttpContext.Request.QueryString = new QueryString("?sign_in_request=abc&x=y");
            return Rendered.Of(
                new SessionWatchTagHelper(
                    services.GetRequiredService<CurrentSession>(),
                    host.Clock,
                    services.GetRequiredService<TimeWords>(),
                    Rendered.Texts
                )
                {
                    ViewContext = page,
                }
            );
        });
}
