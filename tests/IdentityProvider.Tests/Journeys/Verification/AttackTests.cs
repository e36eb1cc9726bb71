using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Verification;

/// <summary>What someone with stolen data, a stolen session or a shared machine tries.</summary>
public sealed class AttackTests
{
    private static readonly Registrant Linda = Registrant.Of("linda-moore");

    // Fails when: a phone is bound to an account with a second factor on a session whose own factor is older than five minutes.
    [Theory, Trait("Requirement", "D11"), Trait("Threat", "Session-theft-and-fixation")]
    [InlineData(300, "/verify/phone")]
    [InlineData(301, "/sign-in/method")]
    public async Task No_phone_is_bound_beside_a_second_factor_that_was_not_proved_a_moment_ago(
        int seconds,
        string then
    )
    {
        await using var host = await RegistrationWalk.Host();
        var peter = Registrant.Of("peter-novak") with
        {
            Username = "peter.novak",
            Password = "winter apple orchard",
        };
        var browser = host.NewBrowser();
        var walk = new RegistrationWalk(host, peter);
        await walk.To(browser, "/verify/phone", Visitor.From("own"));
        host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        await browser.Submit(("phone", peter.Phone));

        if (then == "/verify/phone")
        {
            browser.Path().ShouldBe("/verify/code");
            return;
        }

        browser.Path().ShouldBe(then);
        browser.Url.Query.ShouldContain("errand=bind-phone");
        (await host.Messages(peter.Phone)).Count.ShouldBe(1);
        await walk.GoOnTo(browser, "");
        browser.SentParameters.Keys.ShouldContain("code");
    }

    // Fails when: phones may be asked about without end: the answers would tell whose numbers are whose.
    [Fact, Trait("Requirement", "D11")]
    public async Task Phones_are_asked_about_out_of_a_budget()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/phone");
        for (var i = 0; i < 10; i++)
        {
            await browser.Open("/verify/phone");
            await browser.Submit(("phone", $"+1206555018{i}"));
            browser.Path().ShouldBe("/verify/letter");
        }

        await browser.Open("/verify/phone");
        await browser.Submit(("phone", Linda.Phone));

        browser.ErrorBeside("phone").ShouldBe("Too many phones were tried. Try again in 24 hours.");
        (await host.Messages(Linda.Phone)).ShouldBeEmpty();
        host.Clock.Advance(TimeSpan.FromHours(24));
        var later = await host.EnterPassword(Linda);
        await new RegistrationWalk(host, Linda).GoOnTo(later, "/register/done");
    }

    // Fails when: a new registration of the same address from the same place begins to count wrong codes anew.
    [Fact, Trait("Requirement", "D2"), Trait("Threat", "Guessing-codes")]
    public async Task A_new_registration_of_an_address_resets_no_count_of_wrong_codes()
    {
        await using var host = await RegistrationWalk.Host();
        var first = await host.Walk(Linda, "/register/code");
        await first.EnterWrong(await host.NewestCode(Linda.Email), 5);
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        var again = await host.Walk(Linda, "/register/code");
        await again.Submit(("code", Registrations.Not(await host.NewestCode(Linda.Email))));

        again
            .ErrorBeside("code")
            .ShouldNotBeNull()
            .ShouldStartWith("There were too many wrong codes.");
    }

    // Fails when: a page does not say whose registration it is, or someone else at this machine cannot begin one of their own.
    [Fact, Trait("Threat", "Merge-takeover-and-pre-hijacking")]
    public async Task Whoever_finds_a_registration_open_sees_whose_it_is_and_can_begin_another()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/verify/identity");
        browser.MainText.ShouldContain("Registration of new.person");

        await browser.SubmitForm("main form[action*='handler=SignOut']");

        browser.Path().ShouldBe("/register");
        (await browser.Open("/verify/identity")).Path().ShouldBe("/sign-in");
        (await browser.Open("/register/email")).Path().ShouldBe("/register/email");
    }

    // Fails when: of two tabs that choose a username at once both are believed, or the second overwrites the first one's (R6).
    [Theory, Trait("Requirement", "R6"), Trait("Requirement", "D14")]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Of_two_usernames_chosen_at_once_one_stands(Engine engine)
    {
        await using var host = await RegistrationWalk.Host(new HostWishes { Engine = engine });
        var linda = Linda with { Username = null };
        var browser = await host.Walk(linda, "/register/username");
        Browser[] tabs = [.. Enumerable.Range(0, 4).Select(_ => browser.NewTab())];
        foreach (var tab in tabs)
        {
            await tab.Open("/register/username");
        }

        await Together.AtOnce(
            [.. Enumerable.Range(0, tabs.Length)],
            i => tabs[i].Submit(("username", $"linda.tab{i}"))
        );

        var name = (await host.AccountOf(linda.Email))!.UserName;
        name.ShouldNotBeNull().ShouldStartWith("linda.tab");
        foreach (var tab in tabs)
        {
            (await tab.Open("/register/done")).MainText.ShouldContain(name);
        }
    }
}
