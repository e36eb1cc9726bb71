using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Persistence;
using SecureAccess.Sessions;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Protocol;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Recovery;

/// <summary>A forgotten password (D15): two proofs, a new password, and the end of all that was before.</summary>
public sealed class PasswordRecoveryTests
{
    private static readonly TestPerson Maria = new() { AppSecret = "GEZDGNBVGY3TQOJQ" };

    // Fails when: the recovery does not lead from the sign-in page to a password that signs in with both factors, or signs in by itself.
    [Theory]
    [InlineData("maria.lopez", Engine.Sqlite)]
    [InlineData("Maria@Example.org", Engine.Sqlite)]
    [InlineData("Maria@Example.org", Engine.PostgreSql)]
    [Trait("Requirement", "D15")]
    [Trait("Requirement", "R19")]
    public async Task Email_code_and_second_factor_give_a_new_password(string name, Engine engine)
    {
        await using var host = await SecureAccessHost.Start(new HostWishes { Engine = engine });
        var id = await host.Add(Maria);
        var browser = await host.NewBrowser().Open("/sign-in");
        await browser.Follow("main a[href='/recover/password']");
        await browser.Submit(("username", name));
        browser.Path().ShouldBe("/recover/code");
        browser
            .Page.QuerySelector("form[data-code='recovery'][data-channel='email']")
            .ShouldNotBeNull();
        await browser.Submit(("code", await host.NewestCode(Maria.Email)));
        browser.Path().ShouldBe("/recover/method");
        await browser.EnterCodeByText(host, Maria);
        browser.Path().ShouldBe("/recover/new-password");
        await browser.Submit(("newPassword", Recoveries.New));
        browser.Path().ShouldBe("/recover/done");
        browser.CookieOf("secureaccess-session").ShouldBeNull();
        browser.CookieOf(Recoveries.Cookie).ShouldBeNull();

        await browser.Follow("main a.usa-button");
        await browser.EnterPassword(Maria);
        browser.ErrorBeside("password").ShouldNotBeNull();
        await browser.EnterPassword(Maria with { Password = Recoveries.New });
        browser.Path().ShouldBe("/sign-in/method");
        (await browser.EnterCodeByText(host, Maria)).Path().ShouldBe("/");
        (await host.Messages(Maria.Email)).ShouldContain(message =>
            message.Subject == "Your Secure Access password was changed"
        );
        var events = await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<AuditEvent>()
                .Where(row => row.Subject == id)
                .Select(row => row.Type)
                .ToListAsync()
        );
        events.ShouldContain("recovery.opened");
        events.ShouldContain("recovery.password-reset");
    }

    // Fails when: a session, a token or an offline grant of before outlives the recovery.
    [Fact]
    [Trait("Requirement", "D15")]
    [Trait("Requirement", "D17")]
    [Trait("Threat", "Session-theft-and-fixation")]
    public async Task A_recovery_ends_every_session_and_grant()
    {
        await using var host = await TestTool.Start();
        var thief = await TestTool.SignedIn(host, await host.Add(Maria));
        var tool = TestTool.Alpha(host);
        var bound = await tool.Tokens(thief);
        var offline = await tool.Tokens(thief, ("scope", "openid offline_access"));
        var browser = await host.ProveBoth(Maria);
        (await tool.UserInfo(bound.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        await browser.Submit(("newPassword", Recoveries.New));
        browser.Path().ShouldBe("/recover/done");
        (await thief.Open("/account/app")).Path().ShouldBe("/sign-in");
        foreach (var tokens in new[] { bound, offline })
        {
            (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await tool.Refresh(tokens.RefreshToken!)).Error.ShouldBe("invalid_grant");
        }
    }

    // Fails when: the email code alone comes to the new password of an account that has a second factor.
    [Fact]
    [Trait("Requirement", "D15")]
    [Trait("Threat", "Help-desk-social-engineering")]
    public async Task Who_only_has_the_mailbox_gets_nothing()
    {
        await using var host = await SecureAccessHost.Start();
        await host.Add(Maria);
        var thief = await host.OpenRecovery("maria.lopez", Maria.Email);
        foreach (var page in new[] { "new-password", "security-code", "secured", "secure", "code" })
        {
            (await thief.Open($"/recover/{page}")).Path().ShouldBe("/recover/method");
        }

        var token = thief
            .Page.QuerySelector("[name=__RequestVerificationToken]")!
            .GetAttribute("value")!;
        await thief.Post(
            "/recover/new-password",
            ("newPassword", Recoveries.New),
            ("__RequestVerificationToken", token)
        );
        thief.Path().ShouldBe("/recover/method");
        (await thief.Open("/account/app")).Path().ShouldBe("/sign-in");
        (await thief.Open("/verify/identity")).Path().ShouldBe("/sign-in");
        (await host.NewBrowser().SignIn(host, Maria)).Path().ShouldBe("/");
    }

    // Fails when: who holds the phone, and not the mailbox, comes further than to the recovery code.
    [Fact]
    [Trait("Requirement", "D15")]
    [Trait("Threat", "SIM-swap")]
    public async Task Who_only_has_the_phone_gets_nothing()
    {
        await using var host = await SecureAccessHost.Start();
        await host.Add(Maria);
        var thief = await host.BeginRecovery("maria.lopez");
        (await host.Messages(Maria.Phone)).ShouldBeEmpty();
        foreach (var page in new[] { "method", "security-code", "new-password", "secure" })
        {
            (await thief.Open($"/recover/{page}")).Path().ShouldBe("/recover/code");
        }

        (await host.Messages(Maria.Phone)).ShouldBeEmpty();
    }

    // Fails when: a recovery session signs in, gives a tool a code, or answers as a session of any other page.
    [Fact]
    [Trait("Requirement", "D15")]
    [Trait("Requirement", "D18")]
    [Trait("Threat", "Session-theft-and-fixation")]
    public async Task A_recovery_session_is_never_a_sign_in()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.ProveBoth(Maria);
        browser.Path().ShouldBe("/recover/new-password");
        (await browser.NewTab().Open(Visitor.From("own"))).Path().ShouldBe("/sign-in");
        var silent = await browser.NewTab().Open(Visitor.From("own", "&prompt=none"));
        silent.SentParameters["error"].ShouldBe("login_required");
        (await browser.NewTab().Open("/session/alive")).Status.ShouldBe(
            HttpStatusCode.Unauthorized
        );

        // The same key under the other cookie's name.
        var thief = host.NewBrowser();
        var key = browser.CookieOf(Recoveries.Cookie)!;
        thief.Cookies.Add(new Cookie("secureaccess-session", key, "/", host.Origin.Host));
        (await thief.Open("/account/app")).Path().ShouldBe("/sign-in");
        // And the other way round.
        var signedIn = await host.NewBrowser().SignIn(host, Maria);
        var other = host.NewBrowser();
        other.Cookies.Add(
            new Cookie(
                Recoveries.Cookie,
                signedIn.CookieOf("secureaccess-session")!,
                "/",
                host.Origin.Host
            )
        );
        (await other.Open("/recover/new-password")).Path().ShouldBe("/recover");
    }

    // Fails when: a recovery session lives longer than 30 idle minutes or an hour in all, or ends before.
    [Fact]
    [Trait("Requirement", "D15")]
    [Trait("Requirement", "D17")]
    public async Task A_recovery_session_ends_idle_after_30_minutes_and_after_an_hour_in_all()
    {
        await using var host = await SecureAccessHost.Start();
        await host.Add(Maria);
        var idle = await host.OpenRecovery("maria.lopez", Maria.Email);
        host.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        (await idle.Open("/recover/method")).Path().ShouldBe("/recover/method");
        host.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        (await idle.Open("/recover/method")).Path().ShouldBe("/recover/method");
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        (await idle.Open("/recover/method")).Path().ShouldBe("/recover");

        var second = await host.OpenRecovery("maria.lopez", Maria.Email);
        second.Path().ShouldBe("/recover/method");
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        (await second.Open("/recover/method")).Path().ShouldBe("/recover");
    }

    // Fails when: the key of the recovery session stays the same after the second proof, or a planted one is taken.
    [Fact]
    [Trait("Requirement", "D17")]
    [Trait("Threat", "Session-theft-and-fixation")]
    public async Task The_key_of_a_recovery_session_is_never_a_fixed_one()
    {
        await using var host = await SecureAccessHost.Start();
        await host.Add(Maria);
        var planted = new string('A', 43);
        var browser = host.NewBrowser();
        browser.Cookies.Add(new Cookie(Recoveries.Cookie, planted, "/", host.Origin.Host));
        await browser.Open("/recover/password");
        await browser.Submit(("username", "maria.lopez"));
        await browser.Submit(("code", await host.NewestCode(Maria.Email)));
        var opened = browser.CookieOf(Recoveries.Cookie);
        opened.ShouldNotBe(planted);
        await browser.EnterCodeByText(host, Maria);
        browser.CookieOf(Recoveries.Cookie).ShouldNotBe(opened);
        var thief = host.NewBrowser();
        thief.Cookies.Add(new Cookie(Recoveries.Cookie, opened, "/", host.Origin.Host));
        (await thief.Open("/recover/new-password")).Path().ShouldBe("/recover");
    }

    // Fails when: of two recoveries at once both set their password, or the one that lost goes on.
    [Fact]
    [Trait("Requirement", "D15")]
    public async Task Of_two_recoveries_at_once_one_wins()
    {
        await using var host = await SecureAccessHost.Start();
        await host.Add(Maria);
        var first = await host.ProveBoth(Maria);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await host.ProveBoth(Maria);
        string[] passwords = [Recoveries.New, "amber-falcon-sleeps-77"];
        Browser[] browsers = [first, second];
        await Together.AtOnce([0, 1], i => browsers[i].Submit(("newPassword", passwords[i])));
        browsers.Count(browser => browser.Path() == "/recover/done").ShouldBe(1);
        var lost = browsers.Single(browser => browser.Path() != "/recover/done");
        (await lost.Open("/recover/new-password")).Path().ShouldBe("/recover");
        var live = await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<Session>()
                .CountAsync(session => session.EndedAt == null)
        );
        live.ShouldBe(0);
    }

    // Fails when: the page takes a password that the rules refuse, the one that there is, or shows one again.
    [Fact]
    [Trait("Requirement", "D8")]
    [Trait("Requirement", "D15")]
    public async Task The_new_password_obeys_the_same_rules()
    {
        await using var host = await SecureAccessHost.Start();
        await host.Add(Maria);
        var browser = await host.ProveBoth(Maria);
        foreach (
            var (typed, said) in new[]
            {
                ("", "Enter a password."),
                ("short-one", "at least 12 characters"),
                (new string('x', 300), "too long"),
                ("my maria.lopez 2026!", "contains your username"),
                ("maria@example.org 77", "contains your username"),
                ("half \ud800 of a sign 77", "letters, digits and signs"),
                (Maria.Password, "the password that you have now"),
            }
        )
        {
            await browser.Submit(("newPassword", typed));
            browser.Path().ShouldBe("/recover/new-password");
            var error = browser.ErrorBeside("newPassword");
            error.ShouldNotBeNull(typed);
            if (typed != Maria.Password)
            {
                error.ShouldContain(said);
            }

            browser.ValueOf("newPassword").ShouldBeNullOrEmpty();
        }
    }

    // Fails when: a password factor that strangers used up stays shut after the owner has bound it anew, or a compromised mark stays.
    [Fact]
    [Trait("Requirement", "D4")]
    [Trait("Requirement", "D9")]
    public async Task A_new_password_is_a_factor_bound_anew()
    {
        await using var host = await SecureAccessHost.Start();
        await host.Add(Maria);
        for (var i = 0; i < 90; i++)
        {
            var stranger = await host.NewBrowser($"10.{i}.0.1").Open("/sign-in");
            await stranger.Submit(("username", "maria.lopez"), ("password", "wrong"));
        }

        var shut = await host.NewBrowser().Open("/sign-in");
        await shut.EnterPassword(Maria);
        shut.ErrorBeside("password").ShouldNotBeNull();
        await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<Account>()
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(
                        row => row.PasswordCompromisedAt,
                        (DateTimeOffset?)host.Clock.GetUtcNow()
                    )
                )
        );

        var browser = await host.ProveBoth(Maria);
        await browser.Submit(("newPassword", Recoveries.New));
        (await host.NewBrowser().SignIn(host, Maria with { Password = Recoveries.New }))
            .Path()
            .ShouldBe("/");
        (await host.AccountOf(Maria.Email))!.PasswordCompromisedAt.ShouldBeNull();
    }

    // Fails when: an account without a second factor is shown what was entered, keeps its claimed phone, or is not recovered by the email code.
    [Fact]
    [Trait("Requirement", "D15")]
    public async Task An_unfinished_registration_is_recovered_by_the_email_code_and_shows_nothing_entered()
    {
        await using var host = await RegistrationWalk.Host();
        var person = Registrant.Of("linda-moore");
        await host.Walk(person, "/verify/review");
        var browser = await host.OpenRecovery(person.Email, person.Email);
        browser.Path().ShouldBe("/recover/new-password");
        await browser.Submit(("newPassword", Recoveries.New));
        browser.Path().ShouldBe("/recover/done");
        var back = await host.EnterPassword(person with { Password = Recoveries.New });
        back.Path().ShouldBe("/verify/identity");
        // The records of the demo people stand on the page too.
        back.ValueOf("familyName").ShouldBeNullOrEmpty();
        back.ValueOf("street").ShouldBeNullOrEmpty();
        back.ValueOf("taxpayerNumber").ShouldBeNullOrEmpty();
    }

    // Fails when: what the sources confirmed is lost by a recovery, a page shows it, or the claimed phone stays.
    [Fact]
    [Trait("Requirement", "D15")]
    public async Task A_confirmed_identity_outlives_the_recovery_and_the_claimed_phone_does_not()
    {
        await using var host = await RegistrationWalk.Host();
        var person = Registrant.Of("linda-moore");
        await host.Walk(person, "/verify/code");
        (await host.Count<SecureAccess.Authenticators.ClaimedPhone>()).ShouldBe(1);
        var browser = await host.OpenRecovery(person.Email, person.Email);
        await browser.Submit(("newPassword", Recoveries.New));
        (await host.Count<SecureAccess.Authenticators.ClaimedPhone>()).ShouldBe(0);
        var back = await host.EnterPassword(person with { Password = Recoveries.New });
        back.Path().ShouldBe("/verify/phone");
        back.ValueOf("phone").ShouldBeNullOrEmpty();
    }
}
