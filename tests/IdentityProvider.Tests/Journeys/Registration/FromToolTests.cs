using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Registration;

public sealed class FromToolTests
{
    private static readonly TestPerson Maria = new();
    private static readonly Registrant Linda = Registrant.Of("linda-moore");
    private static readonly Registrant Peter = Registrant.Of("peter-novak") with
    {
        Username = "peter.novak",
        Password = "winter apple orchard",
    };

    // Fails when: prompt=create ends the session or the way to the tool of somebody who is signed in, or does not ask.
    [Fact, Trait("Requirement", "R24")]
    public async Task Who_is_signed_in_goes_on_with_the_account_that_there_is()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = host.NewBrowser();
        await browser.SignIn(host, Maria);

        await browser.Open(Visitor.From("own", "&prompt=create"));
        browser.Path().ShouldBe("/register");
        browser.Heading().ShouldBe("You are signed in already");
        browser.MainText.ShouldContain(Maria.Username!);
        await browser.Submit();

        browser.SentTo!.Host.ShouldBe("own.example");
        browser.SentParameters.Keys.ShouldContain("code");
    }

    [Fact]
    public async Task Or_signs_out_and_registers_as_someone_else_for_the_same_tool()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = host.NewBrowser();
        await browser.SignIn(host, Maria);
        await browser.Open(Visitor.From("own", "&prompt=create"));

        await browser.SubmitForm("main form[action*='SignOut']");

        browser.Heading().ShouldBe("Register with Secure Access");
        (await browser.NewTab().Open("/")).Heading().ShouldNotBe("You are signed in");
        await new RegistrationWalk(host, Linda).GoOnTo(browser, "");
        browser.SentTo!.Host.ShouldBe("own.example");
        browser.SentParameters.Keys.ShouldContain("code");
    }

    // Fails when: whom a tool sends to register cannot sign in instead: the page would lead back to registering.
    [Fact, Trait("Requirement", "R24")]
    public async Task Who_has_registered_before_signs_in_instead()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.NewBrowser().Open(Visitor.From("own", "&prompt=create"));

        await browser.Follow("main a[href^='/sign-in']");
        browser.Path().ShouldBe("/sign-in");
        await browser.EnterPassword(Maria);
        await browser.EnterCodeByText(host, Maria);

        browser.SentTo!.Host.ShouldBe("own.example");
        browser.SentParameters.Keys.ShouldContain("code");
    }

    [Fact]
    public async Task Who_is_signed_in_does_not_confirm_anything_before_choosing_to_go_on()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = host.NewBrowser();
        await browser.SignIn(host, Maria);
        await browser.Open(Visitor.From("own", "&prompt=create"));

        await browser.Open("/sign-in" + browser.Url.Query);

        browser.Path().ShouldBe("/register");
    }

    // Fails when: prompt=none is taken together with prompt=create (Initiating User Registration 1.0).
    [Fact, Trait("Requirement", "R24")]
    public async Task None_and_create_together_are_an_invalid_request()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = host.NewBrowser();

        await browser.Open(Visitor.From("own", "&prompt=none+create"));

        browser.SentParameters["error"].ShouldBe("invalid_request");
    }

    // Fails when: who has begun a registration and is sent to create an account is asked, once it is finished, whether to go on with it.
    [Fact, Trait("Requirement", "R5")]
    public async Task Who_has_begun_already_finishes_and_goes_to_the_tool_without_another_question()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/phone");
        var walk = new RegistrationWalk(host, Linda);

        await walk.ToTool(browser, Visitor.From("own", "&prompt=create"));

        browser.SentParameters.Keys.ShouldContain("code");
        walk.Answered.ShouldBe(["/register", "/verify/phone", "/verify/code", "/register/done"]);
    }

    // Fails when: an account that is not proofed cannot verify for a tool that needs it, or does not come back to the tool.
    [Fact, Trait("Requirement", "R1"), Trait("Requirement", "D18"), Trait("Requirement", "D12")]
    public async Task An_account_that_is_not_proofed_verifies_on_the_way_and_keeps_its_own_phone()
    {
        await using var host = await RegistrationWalk.Host();
        var walk = new RegistrationWalk(host, Peter);
        var browser = host.NewBrowser();

        await walk.ToTool(browser, Visitor.From("own"));

        browser.SentTo!.Host.ShouldBe("own.example");
        browser.SentParameters.Keys.ShouldContain("code");
        walk.Answered.ShouldBe([
            "/sign-in",
            "/sign-in/method",
            "/sign-in/code",
            "/sign-in/identity-needed",
            "/verify/identity",
            "/verify/financial-account",
            "/verify/review",
            "/verify/phone",
            "/verify/code",
            "/register/done",
        ]);
        (await host.Messages("peter@example.org"))
            .Select(message => message.Subject)
            .ShouldBe(["Your identity was verified for Secure Access"]);
    }

    // Fails when: declining does not tell the tool that the requirement was not met.
    [Fact, Trait("Requirement", "D18")]
    public async Task Who_declines_goes_back_and_the_tool_is_told()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = host.NewBrowser();
        await new RegistrationWalk(host, Peter).To(
            browser,
            "/sign-in/identity-needed",
            Visitor.From("own")
        );

        await browser.SubmitForm("main form[action*='Decline']");

        browser.SentTo!.Host.ShouldBe("own.example");
        browser.SentParameters["error"].ShouldBe("unmet_authentication_requirements");
    }

    // Fails when: a request that is gone ends the registration that it began, or the last page does not know the tool any more.
    [Theory, Trait("Requirement", "R1")]
    [InlineData("other", "https://other.example/")]
    [InlineData("own", "/")]
    public async Task A_request_that_is_gone_does_not_end_the_registration(string tool, string home)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(
            Linda,
            "/register/account",
            Visitor.From(tool, "&prompt=create")
        );
        host.Clock.Advance(TimeSpan.FromMinutes(61));

        await new RegistrationWalk(host, Linda).GoOnTo(browser, "/register/done");

        browser.Page.QuerySelector("main a.usa-button")!.GetAttribute("href").ShouldBe(home);
    }

    // Fails when: two tabs that register in one browser for two tools disturb each other.
    [Fact, Trait("Requirement", "R2"), Trait("Threat", "Sign-in-request-confusion")]
    public async Task Two_tabs_for_two_tools_both_reach_their_own()
    {
        await using var host = await RegistrationWalk.Host();
        var first = await host.Walk(Linda, "/verify/code", Visitor.From("own", "&prompt=create"));
        var second = first.NewTab();
        var walk = new RegistrationWalk(host, Linda);
        await second.Open(Visitor.From("other", "&prompt=create"));

        await walk.GoOnTo(first, "");
        await second.Submit();
        await walk.GoOnTo(second, "");

        first.SentTo!.Host.ShouldBe("own.example");
        first.SentParameters.Keys.ShouldContain("code");
        second.SentTo!.Host.ShouldBe("other.example");
        second.SentParameters.Keys.ShouldContain("code");
    }

    [Fact]
    public async Task Someone_elses_request_in_the_address_is_nobodys()
    {
        await using var host = await RegistrationWalk.Host();
        var theirs = await host.NewBrowser().Open(Visitor.From("other", "&prompt=create"));

        var browser = await host.NewBrowser().Open(theirs.Url.PathAndQuery);

        browser.Heading().ShouldBe("Register with Secure Access");
        browser.MainText.ShouldNotContain("Other tool");
    }

    // Fails when: who ticked "I already have an e-Services username" cannot sign in by email, or reaches a tool before choosing a username.
    [Fact, Trait("Requirement", "D14")]
    public async Task While_there_is_no_username_one_signs_in_by_email_and_is_asked_for_one_before_the_tool()
    {
        await using var host = await RegistrationWalk.Host();
        var person = Linda with { Username = null };
        await host.Walk(person, "/verify/phone");
        var walk = new RegistrationWalk(host, person);
        var browser = await host.EnterPassword(person, Visitor.From("own"));
        browser.Path().ShouldBe("/verify/phone");
        await walk.GoOnTo(browser, "/register/username");
        browser.SentTo.ShouldBeNull();

        var later = await host.NewBrowser().Open(Visitor.From("own"));
        await walk.GoOnTo(later, "/register/username");
        later.Path().ShouldBe("/register/username");
        foreach (
            var (name, error) in new[]
            {
                ("maria.lopez", "This username is not available. Choose another one."),
                ("", "Enter a username."),
                (
                    "x",
                    "A username has 6 to 32 letters, digits, dots, underscores or hyphens, and begins with a letter."
                ),
            }
        )
        {
            await later.Submit(("username", name));
            later.ErrorBeside("username").ShouldBe(error);
        }

        await later.Submit(("username", "linda.chose"));
        await walk.GoOnTo(later, "");
        later.SentParameters.Keys.ShouldContain("code");
        // R6: it is permanent.
        await browser.Submit(("username", "another.name"));
        (await host.AccountOf(Linda.Email))!.UserName.ShouldBe("linda.chose");
    }
}
