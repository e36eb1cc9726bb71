using System.Net;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.SignIn;

public sealed class SignInRequestPagesTests
{
    private static readonly TestPerson Maria = new();

    public static TheoryData<string> Steps =>
        [
            "/sign-in",
            "/sign-in/method",
            "/sign-in/code",
            "/sign-in/account",
            "/sign-in/identity-needed",
            "/sign-in/stronger-factor-needed",
            "/consent",
        ];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Skipping_ahead_by_address_leads_to_the_first_step(string step)
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open(Visitor.From("own"));

        await browser.Open(step + browser.Url.Query);
        browser.Path().ShouldBe("/sign-in");

        (await host.NewBrowser().Open(step)).Path().ShouldBe("/sign-in");
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Another_browsers_sign_in_request_is_refused_with_a_page(string step)
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open(Visitor.From("own"));

        var other = await host.NewBrowser().Open(step + browser.Url.Query);

        other.Status.ShouldBe(HttpStatusCode.BadRequest);
        other.Heading().ShouldBe("This sign-in cannot go on");
    }

    [Theory]
    [InlineData("?sign_in_request=")]
    [InlineData("?sign_in_request=a&sign_in_request=b")]
    [InlineData("?sign_in_request=%00%0a")]
    [InlineData("?sign_in_request=00000000000000000000000000000000")]
    public async Task A_sign_in_request_that_cannot_be_one_is_refused_with_a_page(string query)
    {
        await using var host = await SecureAccessHost.Start();

        var browser = await host.NewBrowser().Open("/sign-in" + query);

        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.Heading().ShouldBe("This sign-in cannot go on");
    }

    [Fact]
    public async Task A_used_sign_in_request_is_refused_on_every_page_and_at_the_endpoint()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open(Visitor.From("own"));
        var query = browser.Url.Query;
        await browser.EnterPassword(Maria);
        await browser.EnterCodeByText(host, Maria);
        browser.SentTo!.Host.ShouldBe("own.example");

        foreach (var address in Steps.Select(step => step.Data).Append("/connect/authorize"))
        {
            await browser.Open(address + query);
            browser.Status.ShouldBe(HttpStatusCode.BadRequest, address);
            browser.Heading().ShouldBe("This sign-in cannot go on", address);
        }
    }

    [Fact]
    public async Task A_sign_in_request_left_alone_for_an_hour_is_refused_and_one_in_use_is_not()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open(Visitor.From("own"));
        var address = browser.Url.PathAndQuery;

        host.Clock.Advance(TimeSpan.FromMinutes(59));
        (await browser.Open(address)).Status.ShouldBe(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromMinutes(59));
        (await browser.Open(address)).Status.ShouldBe(HttpStatusCode.OK);

        host.Clock.Advance(TimeSpan.FromMinutes(60));
        (await browser.Open(address)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    // Fails when: the pages keep one request per browser instead of carrying each tab's own.
    [Fact, Trait("Requirement", "R2"), Trait("Threat", "Sign-in-request-confusion")]
    public async Task Two_tabs_with_two_requests_both_reach_their_own_tool()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var first = await host.NewBrowser().Open(Visitor.From("own"));
        var second = first.NewTab();
        await second.Open(Visitor.From("other"));

        await first.EnterPassword(Maria);
        await first.EnterCodeByText(host, Maria);
        await second.Open(second.Url.PathAndQuery);

        first.SentTo!.Host.ShouldBe("own.example");
        second.Heading().ShouldBe("Other tool asks for your permission");
        await second.Submit();
        second.SentTo!.Host.ShouldBe("other.example");
        second.SentParameters.Keys.ShouldContain("code");
    }

    [Fact]
    public async Task Forms_may_lead_to_the_tool_that_asked_and_to_nobody_else()
    {
        await using var host = await Visitor.HostWithTools(Maria);

        var asked = await host.NewBrowser().Open(Visitor.From("own"));
        FormAction(asked).ShouldBe("form-action 'self' https://own.example");
        FormAction(await asked.EnterPassword(Maria))
            .ShouldBe("form-action 'self' https://own.example");

        FormAction(await host.NewBrowser().Open("/sign-in")).ShouldBe("form-action 'self'");
    }

    [Fact]
    public async Task The_page_names_the_tool_that_asked()
    {
        await using var host = await Visitor.HostWithTools(Maria);

        var browser = await host.NewBrowser().Open(Visitor.From("own"));

        browser.MainText.ShouldContain("Own tool");
    }

    private static string FormAction(Browser browser) =>
        browser
            .Response.Headers.GetValues("Content-Security-Policy")
            .Single()
            .Split("; ")
            .Single(part => part.StartsWith("form-action", StringComparison.Ordinal));
}
