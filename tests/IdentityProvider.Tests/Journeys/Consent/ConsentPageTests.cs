using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Consent;

public sealed class ConsentPageTests
{
    private static readonly TestPerson Maria = new();

    // Fails when: a third-party tool gets a code before the person allowed it, or the page leaves out what it asks for.
    [Fact, Trait("Requirement", "R24")]
    public async Task A_third_party_tool_gets_what_the_person_allowed_and_is_not_asked_about_twice()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = host.NewBrowser();

        await browser.SignIn(host, Maria, Visitor.From("other"));

        browser.Path().ShouldBe("/consent");
        browser.Heading().ShouldBe("Other tool asks for your permission");
        browser
            .Page.QuerySelectorAll("[data-scope]")
            .Select(item => item.GetAttribute("data-scope"))
            .ShouldBe(["openid", "profile"]);
        await browser.Submit();
        browser.SentParameters.Keys.ShouldContain("code");

        await browser.Open(Visitor.From("other"));
        browser.SentParameters.Keys.ShouldContain("code");
    }

    // Fails when: refusing answers the tool with anything but access_denied, or counts as a consent.
    [Fact, Trait("Requirement", "R24")]
    public async Task Refusing_tells_the_tool_access_denied_and_the_next_request_asks_again()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = host.NewBrowser();
        await browser.SignIn(host, Maria, Visitor.From("other"));

        await browser.SubmitForm("main form[action*='Deny']");

        browser.SentTo!.Host.ShouldBe("other.example");
        browser.SentParameters["error"].ShouldBe("access_denied");
        (await browser.Open(Visitor.From("other"))).Path().ShouldBe("/consent");
    }

    [Fact]
    public async Task The_way_on_comes_first_and_refusing_has_a_form_of_its_own()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = host.NewBrowser();

        await browser.SignIn(host, Maria, Visitor.From("other"));

        var forms = browser.Page.QuerySelectorAll("main form");
        forms.Length.ShouldBe(2);
        forms[0].QuerySelector("button")!.TextContent.ShouldBe("Allow");
        forms[0].QuerySelector("button")!.HasAttribute("name").ShouldBeFalse();
        forms[1].QuerySelector("button")!.TextContent.ShouldBe("Do not allow");
    }

    [Fact]
    public async Task Without_a_request_there_is_nothing_to_consent_to()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = host.NewBrowser();
        await browser.SignIn(host, Maria);

        (await browser.Open("/consent")).Path().ShouldBe("/");
    }
}
