using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Audit;
using SecureAccess.Journeys.Recovery;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Protocol;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.SignIn;

/// <summary>New password protocols (R7, D9): a raised policy and a compromised mark, met at sign-in and before anything else.</summary>
public sealed class ChangePasswordTests : IAsyncLifetime
{
    private const string Page = "/sign-in/change-password";
    private const string New = "violet-badger-swims-42";

    private static readonly TestPerson Long = new() { Password = "purple-otter-climbs-81" };
    private static readonly TestPerson Short = TestPerson.Second with
    {
        Password = "otter-climb-81",
    };

    private HostGround ground = null!;

    public async ValueTask InitializeAsync() => ground = await HostGround.Create(Engine.Sqlite);

    public async ValueTask DisposeAsync() => await ground.DisposeAsync();

    // Fails when: a password that meets the raised policy is asked to be changed, or what it meets is not remembered.
    [Fact]
    [Trait("Requirement", "R7")]
    [Trait("Requirement", "D9")]
    public async Task A_password_that_meets_the_raised_policy_passes_silently()
    {
        await using (var before = await Host(version: 1))
        {
            await before.Add(Long);
        }

        await using var host = await Host(version: 2, shortest: 20);
        (await host.AccountOf(Long.Email))!.PasswordPolicy.ShouldBe(1);
        var browser = await host.NewBrowser().SignIn(host, Long);
        browser.Path().ShouldBe("/");
        (await host.AccountOf(Long.Email))!.PasswordPolicy.ShouldBe(2);
        (await host.Messages(Long.Email)).ShouldBeEmpty();
    }

    // Fails when: a password that is too short for the raised policy goes on, or the page takes a password that the policy refuses.
    [Fact]
    [Trait("Requirement", "R7")]
    [Trait("Requirement", "D8")]
    [Trait("Requirement", "D9")]
    public async Task A_password_that_does_not_meet_the_raised_policy_is_changed_before_anything_else()
    {
        await using (var before = await Host(version: 1))
        {
            await before.Add(Short);
        }

        await using var host = await Host(version: 2, shortest: 20);
        var browser = await host.NewBrowser().SignIn(host, Short);
        browser.Path().ShouldBe(Page);
        browser.MainText.ShouldContain("The rules for passwords have changed");
        (await browser.Open("/account/app")).Path().ShouldBe(Page);

        await browser.Submit(("newPassword", ""));
        browser.ErrorBeside("newPassword").ShouldBe("Enter a password.");
        await browser.Submit(("newPassword", "violet-badger-42"));
        browser.ErrorBeside("newPassword")!.ShouldContain("at least 20 characters");
        await browser.Submit(("newPassword", "John.Smith and others 99"));
        browser.ErrorBeside("newPassword")!.ShouldContain("contains your username");
        await browser.Submit(("newPassword", "half \ud800 a character 12345"));
        browser.ErrorBeside("newPassword").ShouldNotBeNull();
        browser.Body.ShouldNotContain("violet-badger-42");

        var session = browser.Cookies.GetAllCookies()["secureaccess-session"]!.Value;
        (await browser.Submit(("newPassword", New))).Path().ShouldBe("/account/app");
        browser.Cookies.GetAllCookies()["secureaccess-session"]!.Value.ShouldNotBe(session);
        (await host.AccountOf(Short.Email))!.PasswordPolicy.ShouldBe(2);
        var notice = (await host.Messages(Short.Email)).ShouldHaveSingleItem();
        notice.Subject.ShouldBe("Your Secure Access password was changed");
        notice.Body.ShouldContain("http://localhost/recover/not-me");

        var again = host.NewBrowser();
        await again.Open("/sign-in");
        await again.EnterPassword(Short);
        again.ErrorBeside("password").ShouldNotBeNull();
        await again.EnterPassword(Short with { Password = New });
        (await again.EnterCodeByText(host, Short)).Path().ShouldBe("/");
    }

    // Fails when: the password that is known to others is taken as the new one, or the mark outlives the change.
    [Fact]
    [Trait("Requirement", "D9")]
    public async Task A_compromised_password_is_changed_to_another_one()
    {
        await using var host = await Host();
        var id = await host.Add(Long);
        await Mark(host, id);
        var browser = await host.NewBrowser().SignIn(host, Long);
        browser.Path().ShouldBe(Page);
        browser.MainText.ShouldContain("found in a list of passwords");
        await browser.Submit(("newPassword", Long.Password));
        browser
            .ErrorBeside("newPassword")
            .ShouldBe("This is the password that you have now. Choose another one.");
        (await browser.Submit(("newPassword", New))).Path().ShouldBe("/");
        (await host.AccountOf(Long.Email))!.PasswordCompromisedAt.ShouldBeNull();
        var next = await host.NewBrowser().SignIn(host, Long with { Password = New });
        next.Path().ShouldBe("/");
        (await Events(host, id)).ShouldContain("account.password-changed");
    }

    // Fails when: the page is open to who proved the password alone, the one that others know.
    [Fact]
    [Trait("Requirement", "D9")]
    [Trait("Threat", "Credential-stuffing")]
    public async Task Who_only_has_the_leaked_password_does_not_choose_the_new_one()
    {
        await using var host = await Host();
        await Mark(host, await host.Add(Long));
        var thief = await host.NewBrowser().Open("/sign-in");
        (await thief.EnterPassword(Long)).Path().ShouldBe("/sign-in/method");
        (await thief.Open(Page)).Path().ShouldBe("/sign-in/method");
        var form = thief.Page.QuerySelector("[name=__RequestVerificationToken]")!;
        await thief.Post(
            Page,
            ("newPassword", New),
            ("__RequestVerificationToken", form.GetAttribute("value")!)
        );
        thief.Path().ShouldBe("/sign-in/method");
        (await host.NewBrowser().SignIn(host, Long)).Path().ShouldBe(Page);
    }

    // Fails when: a mark leaves a session or a token of the account alive, the offline one included.
    [Fact]
    [Trait("Requirement", "D9")]
    [Trait("Requirement", "D17")]
    public async Task A_mark_ends_every_session_and_grant_at_once()
    {
        await using var host = await Host();
        await host.AddClients(TestTool.Clients);
        var id = await host.Add(Long);
        var browser = await TestTool.SignedIn(host, id);
        var tool = TestTool.Alpha(host);
        var bound = await tool.Tokens(browser);
        var offline = await tool.Tokens(browser, ("scope", "openid offline_access"));
        await Mark(host, id);
        (await browser.Open("/account/app")).Path().ShouldBe("/sign-in");
        foreach (var tokens in new[] { bound, offline })
        {
            (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await tool.Refresh(tokens.RefreshToken!)).Error.ShouldBe("invalid_grant");
        }

        (await host.Messages(Long.Email))
            .ShouldHaveSingleItem()
            .Subject.ShouldBe("Your Secure Access password is no longer safe");
    }

    // Fails when: a tool gets a code out of a session that must change its password, or prompt=none is not refused.
    [Fact]
    [Trait("Requirement", "R7")]
    [Trait("Requirement", "D18")]
    public async Task A_tool_gets_nothing_before_the_change()
    {
        await using var host = await Host();
        await host.AddClients(Visitor.Tools);
        await Mark(host, await host.Add(Long));
        var browser = await host.NewBrowser().SignIn(host, Long, Visitor.From("own"));
        browser.Path().ShouldBe(Page);
        browser.SentTo.ShouldBeNull();
        var silent = await browser.NewTab().Open(Visitor.From("own", "&prompt=none"));
        silent.SentParameters["error"].ShouldBe("interaction_required");
        await browser.Submit(("newPassword", New));
        browser.SentParameters.Keys.ShouldContain("code");
    }

    // Fails when: an account in registration goes on with a password that others know.
    [Fact]
    [Trait("Requirement", "R7")]
    [Trait("Requirement", "D9")]
    public async Task An_unfinished_registration_goes_on_after_the_change()
    {
        await using var host = await RegistrationWalk.Host();
        var person = Registrant.Of("linda-moore");
        await host.Walk(person, "/verify/identity");
        await Mark(host, (await host.AccountOf(person.Email))!.Id);
        var browser = await host.EnterPassword(person);
        browser.Path().ShouldBe(Page);
        (await browser.Open("/verify/identity")).Path().ShouldBe(Page);
        (await browser.Submit(("newPassword", New))).Path().ShouldBe("/verify/identity");
    }

    // Fails when: of two changes at once both are written, or a session other than the changed one lives on.
    [Fact]
    [Trait("Requirement", "D9")]
    [Trait("Requirement", "D17")]
    public async Task Two_changes_at_once_leave_one_password_and_one_session()
    {
        await using var host = await Host();
        await Mark(host, await host.Add(Long));
        var first = await host.NewBrowser().SignIn(host, Long);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await host.NewBrowser().SignIn(host, Long);
        string[] passwords = [New, "amber-falcon-sleeps-77"];
        await Together.AtOnce(
            [0, 1],
            i => new[] { first, second }[i].Submit(("newPassword", passwords[i]))
        );
        (first.Path() == "/" ? 1 : 0).ShouldBe(second.Path() == "/" ? 0 : 1);
        var accepted = 0;
        foreach (var password in passwords)
        {
            host.Clock.Advance(TimeSpan.FromHours(1));
            var browser = await host.NewBrowser().Open("/sign-in");
            await browser.EnterPassword(Long with { Password = password });
            accepted += browser.Path() == "/sign-in/method" ? 1 : 0;
        }

        accepted.ShouldBe(1);
    }

    private static Task Mark(SecureAccessHost host, Guid id) =>
        host.Do(async services =>
            (
                await services
                    .GetRequiredService<SecureAccount>()
                    .PasswordIsKnown(id, CancellationToken.None)
            ).ShouldBeTrue()
        );

    private static Task<List<string>> Events(SecureAccessHost host, Guid id) =>
        host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<AuditEvent>()
                .Where(row => row.Subject == id)
                .Select(row => row.Type)
                .ToListAsync()
        );

    private Task<SecureAccessHost> Host(int version = 1, int shortest = 12) =>
        SecureAccessHost.Start(
            new HostWishes
            {
                Ground = ground,
                Settings = new Dictionary<string, string?>
                {
                    ["Passwords:PolicyVersion"] = $"{version}",
                    ["Passwords:ShortestLength"] = $"{shortest}",
                },
            }
        );
}
