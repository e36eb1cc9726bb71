using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.MyAccount;

public sealed class AddAppTests
{
    private const string Address = "/account/app";
    private static readonly TestPerson Maria = new();
    private static readonly TestPerson Aisha = new()
    {
        Username = "aisha.khan",
        Password = "seven green lanterns",
        Phone = "+16085550164",
        AppSecret = "MFZWQ5DIMNXWIZLTMVRXEZLUMF4GC3LQ",
    };

    // Fails when: the app is not bound by a right code, or that code signs in as well, or the next one does not.
    [Fact, Trait("Requirement", "R20"), Trait("Requirement", "D3")]
    public async Task A_right_code_binds_the_app_and_is_used_up_by_that()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await SignedIn(host, Maria);
        await browser.Open(Address);
        browser.MainText.ShouldContain("each valid for 60 seconds");
        browser.Page.QuerySelectorAll("main [role='img'] svg").ShouldHaveSingleItem();
        var secret = SecretOf(browser);
        secret.Length.ShouldBe(32);
        var code = Code(host, secret);

        await browser.Submit(("code", code));

        browser.Heading().ShouldBe("Your authenticator app was added");
        browser.Body.ShouldNotContain(secret);
        (await host.Messages("maria@example.org"))[0]
            .Subject.ShouldBe("An authenticator app was added to your Secure Access account");
        var later = await AtAppCode(host, Maria);
        await later.Submit(("code", code));
        later
            .ErrorBeside("code")
            .ShouldBe(
                "This code was used already. Wait until your app shows the next one and enter that."
            );
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        (await later.Submit(("code", Code(host, secret)))).Heading().ShouldBe("You are signed in");
    }

    // Fails when: an app is added on a second factor older than five minutes, or a fresh one is asked for again.
    [Theory, Trait("Requirement", "D11")]
    [InlineData(300, Address)]
    [InlineData(301, "/sign-in/method")]
    public async Task It_needs_a_second_factor_of_the_last_five_minutes(int seconds, string then)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await SignedIn(host, Maria);
        host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        await browser.Open(Address);

        browser.Path().ShouldBe(then);
        if (then != Address)
        {
            browser.Url.Query.ShouldBe("?errand=add-app");
            await browser.EnterCodeByText(host, Maria);
            browser.Path().ShouldBe(Address);
        }
    }

    // Fails when: the key that one session was shown is shown in another, or its code binds the app there.
    [Fact, Trait("Requirement", "D11"), Trait("Threat", "Session-theft-and-fixation")]
    public async Task The_key_that_one_session_saw_is_worth_nothing_in_another()
    {
        await using var host = await RegistrationWalk.Host();
        var stranger = await SignedIn(host, Maria);
        await stranger.Open(Address);
        var seen = SecretOf(stranger);
        var owner = await SignedIn(host, Maria);
        await owner.Open(Address);
        SecretOf(owner).ShouldNotBe(seen);

        await owner.Submit(("code", Code(host, seen)));

        owner.ErrorBeside("code").ShouldNotBeNull();
        (await Apps(host, Maria)).ShouldBe(0);
    }

    // Fails when: the form that was opened in time binds an app after the five minutes.
    [Fact, Trait("Requirement", "D11")]
    public async Task A_form_that_is_sent_too_late_binds_nothing()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await SignedIn(host, Maria);
        await browser.Open(Address);
        var secret = SecretOf(browser);
        host.Clock.Advance(TimeSpan.FromSeconds(301));

        await browser.Submit(("code", Code(host, secret)));

        browser.Path().ShouldBe("/sign-in/method");
        (await Apps(host, Maria)).ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_session_it_leads_to_sign_in_and_back()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.NewBrowser().Open(Address);
        browser.Path().ShouldBe("/sign-in");

        await browser.EnterPassword(Maria);
        await browser.EnterCodeByText(host, Maria);

        browser.Path().ShouldBe(Address);
    }

    // Fails when: a code that the app does not show binds it, or is not counted (D4).
    [Fact, Trait("Requirement", "R20"), Trait("Requirement", "D4")]
    public async Task A_wrong_code_binds_nothing_and_slows_down()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await SignedIn(host, Maria);
        await browser.Open(Address);
        var secret = SecretOf(browser);
        foreach (var entry in new[] { "", "12345", "abcdef", "１２３４５６" })
        {
            await browser.Submit(("code", entry));
            browser.ErrorBeside("code").ShouldBe("Enter the 6 digits that your app shows.");
        }

        for (var i = 0; i < 5; i++)
        {
            await browser.Submit(("code", Registrations.Not(Code(host, secret))));
            browser
                .ErrorBeside("code")
                .ShouldNotBeNull()
                .ShouldStartWith("This is not the code that the app should show now.");
            SecretOf(browser).ShouldBe(secret);
        }

        await browser.Submit(("code", Code(host, secret)));

        browser
            .ErrorBeside("code")
            .ShouldBe("There were too many wrong codes. Try again in 30 seconds.");
        (await Apps(host, Maria)).ShouldBe(0);
    }

    // Fails when: the code of the next step, or one of more than a minute ago, binds the app.
    [Theory, Trait("Requirement", "D3")]
    [InlineData(30, false)]
    [InlineData(0, true)]
    [InlineData(-30, true)]
    [InlineData(-60, false)]
    public async Task The_current_and_the_one_preceding_step_bind(int seconds, bool binds)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await SignedIn(host, Maria);
        await browser.Open(Address);

        await browser.Submit(("code", Code(host, SecretOf(browser), seconds)));

        (await Apps(host, Maria)).ShouldBe(binds ? 1 : 0);
    }

    // Fails when: the app that was bound before still signs in beside the new one.
    [Fact, Trait("Requirement", "R20")]
    public async Task It_replaces_an_older_app_and_touches_no_other_account()
    {
        await using var host = await RegistrationWalk.Host();
        var mariaApps = await Apps(host, Maria);
        var browser = await SignedIn(host, Aisha);
        await browser.Open(Address);
        browser.MainText.ShouldContain("You have an authenticator app already.");
        var secret = SecretOf(browser);
        secret.ShouldNotBe(Aisha.AppSecret);

        await browser.Submit(("code", Code(host, secret)));

        browser.Heading().ShouldBe("Your authenticator app was added");
        (await Apps(host, Aisha)).ShouldBe(1);
        (await Apps(host, Maria)).ShouldBe(mariaApps);
        host.Clock.Advance(TimeSpan.FromSeconds(60));
        var later = await AtAppCode(host, Aisha);
        await later.Submit(("code", Code(host, Aisha.AppSecret!)));
        later.ErrorBeside("code").ShouldNotBeNull();
        (await later.Submit(("code", Code(host, secret)))).Heading().ShouldBe("You are signed in");
    }

    // Fails when: one account's secret is shown to, or proves an app for, another account.
    [Fact, Trait("Requirement", "D11")]
    public async Task A_code_made_with_another_accounts_secret_binds_nothing()
    {
        await using var host = await RegistrationWalk.Host();
        var maria = await SignedIn(host, Maria);
        await maria.Open(Address);
        var james = Maria with
        {
            Username = "james.carter",
            Password = "quiet river stones",
            Phone = "+16145550117",
        };
        var other = await SignedIn(host, james);
        await other.Open(Address);
        SecretOf(other).ShouldNotBe(SecretOf(maria));

        await other.Submit(("code", Code(host, SecretOf(maria))));

        other.ErrorBeside("code").ShouldNotBeNull();
        (await Apps(host, james)).ShouldBe(0);
        (await Apps(host, Maria)).ShouldBe(0);
    }

    // Fails when: an account whose identity is not verified adds an app.
    [Fact, Trait("Requirement", "D11")]
    public async Task An_account_that_is_not_proofed_is_led_to_verification()
    {
        await using var host = await RegistrationWalk.Host();
        var peter = Maria with
        {
            Username = "peter.novak",
            Password = "winter apple orchard",
            Phone = "+12075550129",
        };
        var browser = await SignedIn(host, peter);

        (await browser.Open(Address)).Path().ShouldBe("/verify/identity");
        (await host.Count<PendingApp>()).ShouldBe(0);
    }

    // Fails when: somebody who has just registered cannot add the app at once.
    [Fact, Trait("Requirement", "D11")]
    public async Task Who_has_just_registered_adds_it_at_once()
    {
        await using var host = await RegistrationWalk.Host();
        var linda = Registrant.Of("linda-moore");
        var browser = await host.Walk(linda, "/register/done");
        await browser.Follow("main a[href='/account/app']");
        browser.Path().ShouldBe(Address);

        await browser.Submit(("code", Code(host, SecretOf(browser))));

        browser.Heading().ShouldBe("Your authenticator app was added");
    }

    [Fact]
    public async Task The_same_form_sent_many_times_at_once_binds_one_app_and_sends_one_notice()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await SignedIn(host, Maria);
        var tabs = new List<Browser>();
        for (var i = 0; i < 4; i++)
        {
            tabs.Add(await browser.NewTab().Open(Address));
        }

        var code = Code(host, SecretOf(tabs[0]));
        await Together.AtOnce(tabs, tab => tab.Submit(("code", code)));

        tabs.ShouldAllBe(tab => tab.Heading() == "Your authenticator app was added");
        (await Apps(host, Maria)).ShouldBe(1);
        (await host.Messages("maria@example.org")).Count.ShouldBe(1);
    }

    private static async Task<Browser> SignedIn(SecureAccessHost host, TestPerson person) =>
        await host.NewBrowser().SignIn(host, person);

    private static async Task<Browser> AtAppCode(SecureAccessHost host, TestPerson person)
    {
        var browser = await host.NewBrowser().Open("/sign-in");
        await browser.EnterPassword(person);
        return await browser.Submit(("method", "app"));
    }

    private static string SecretOf(Browser browser) =>
        browser
            .Page.QuerySelector("[data-app-key]")!
            .TextContent.Replace(" ", "", StringComparison.Ordinal);

    private static string Code(SecureAccessHost host, string secret, int seconds = 0) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(
            host.Clock.GetUtcNow().UtcDateTime.AddSeconds(seconds)
        );

    private static async Task<int> Apps(SecureAccessHost host, TestPerson person)
    {
        var account = (await host.AccountOf(person.Username!))!;
        return await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<AuthenticatorApp>()
                .CountAsync(app => app.AccountId == account.Id)
        );
    }
}
