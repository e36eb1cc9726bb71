using SecureAccess.Codes;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Registration;

public sealed class PreparationPageTests
{
    // Fails when: the page before registering does not say how to register, how long it takes or what happens to the data.
    [Fact, Trait("Requirement", "R10")]
    public async Task It_says_before_anything_is_asked_how_to_register()
    {
        await using var host = await RegistrationWalk.Host();

        var browser = await host.NewBrowser().Open("/register");

        browser.Heading().ShouldBe("Register with Secure Access");
        browser.Page.QuerySelectorAll("main input:not([type='hidden'])").ShouldBeEmpty();
        Headings(browser)
            .ShouldBe([
                "Have these at hand",
                "How it works",
                "The three codes",
                "No mobile phone in your name?",
                "Which cards we accept",
                "What happens to your data",
            ]);
        browser.Page.QuerySelectorAll("main ol.usa-list > li").Length.ShouldBe(5);
        browser.MainText.ShouldContain("It takes about ten minutes.");
        browser.MainText.ShouldContain(
            "You choose a username, which is permanent, and a password."
        );
        browser.MainText.ShouldContain(
            "Your account number is erased as soon as it has been checked."
        );
    }

    // Fails when: the list of what to have at hand lacks the email address or the phone that receives texts, or the app is not named as the other way.
    [Fact, Trait("Requirement", "R11")]
    public async Task It_says_what_to_have_at_hand()
    {
        await using var host = await RegistrationWalk.Host();

        var browser = await host.NewBrowser().Open("/register");

        var list = browser
            .Page.QuerySelector("main ul.usa-list")!
            .QuerySelectorAll("li")
            .Select(item => item.TextContent.Trim())
            .ToList();
        list.Count.ShouldBe(5);
        list[0].ShouldContain("email address");
        list[1].ShouldContain("Social Security number or ITIN");
        list[2].ShouldContain("filing status and the address");
        list[3].ShouldContain("home-equity line of credit");
        list[4].ShouldContain("mobile phone that receives text messages");
        browser.MainText.ShouldContain("if you want to use an authenticator app");
    }

    // Fails when: a code is not called by the customer's name, or its form or lifetime is not the one of the table of codes.
    [Fact, Trait("Requirement", "R22")]
    public async Task It_explains_the_three_codes_by_name_form_and_lifetime()
    {
        await using var host = await RegistrationWalk.Host();

        var browser = await host.NewBrowser().Open("/register");

        browser
            .Page.QuerySelectorAll("main table tbody tr")
            .Select(row =>
                string.Join(" | ", new[] { 0, 2, 3 }.Select(i => row.Children[i].TextContent))
            )
            .ShouldBe([
                "Confirmation code | 6 digits | 15 minutes",
                "Activation code | 6 digits | 10 minutes",
                "Activation code | 10 characters | 30 days",
                "Security code | 6 digits | 10 minutes",
                "Security code | 6 digits | 60 seconds",
            ]);
        CodeKind.Confirmation.Lifetime.ShouldBe(TimeSpan.FromMinutes(15));
    }

    // Fails when: the way without a phone in one's name, or the lifetime of the mailed code, is not told before one begins.
    [Fact, Trait("Requirement", "R15"), Trait("Requirement", "R18")]
    public async Task It_says_what_happens_without_a_phone_in_ones_name()
    {
        await using var host = await RegistrationWalk.Host();

        var browser = await host.NewBrowser().Open("/register");

        browser.MainText.ShouldContain(
            "the activation code comes by letter to the address on your last-filed tax return. It is valid for 30 days."
        );
    }

    // Fails when: the cards that are not accepted are told only after one was refused.
    [Fact, Trait("Requirement", "R13")]
    public async Task It_says_which_cards_are_not_accepted()
    {
        await using var host = await RegistrationWalk.Host();

        var browser = await host.NewBrowser().Open("/register");

        browser.MainText.ShouldContain(
            "an American Express card, a debit card, or a corporate card"
        );
    }

    [Fact]
    public async Task From_a_tool_it_names_the_tool_and_every_way_on_keeps_the_request()
    {
        await using var host = await RegistrationWalk.Host();

        var browser = await host.NewBrowser().Open(Visitor.From("own", "&prompt=create"));

        browser.MainText.ShouldContain("Own tool");
        browser
            .Page.QuerySelectorAll("main a")
            .Select(link => link.GetAttribute("href"))
            .ShouldAllBe(address =>
                address!.Contains("sign_in_request=", StringComparison.Ordinal)
            );
        (await browser.Follow("main a.usa-button")).Path().ShouldBe("/register/email");
    }

    [Fact]
    public async Task Without_a_tool_it_leads_to_the_email_page_and_offers_to_sign_in()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.NewBrowser().Open("/register");

        browser.Page.QuerySelector("main a[href='/sign-in']").ShouldNotBeNull();
        (await browser.Follow("main a.usa-button")).Path().ShouldBe("/register/email");
    }

    private static IEnumerable<string> Headings(Browser browser) =>
        browser.Page.QuerySelectorAll("main h2").Select(heading => heading.TextContent.Trim());
}
