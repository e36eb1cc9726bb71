using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Accounts.EServices;
using SecureAccess.Persistence;
using SecureAccess.Sessions;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Protocol;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.SignIn;

/// <summary>The merge of a personal account with an imported e-Services account (R6, R8, R9, D14), on each engine.</summary>
public abstract class MergeCases
{
    private const string Username = "m.lopez.ea";
    private static readonly TestPerson Maria = new();

    private protected abstract Engine Engine { get; }

    // Fails when: a person verified before the import is not offered the merge, keeps the personal username, or does not go on to the tool.
    [
        Fact,
        Trait("Requirement", "R8"),
        Trait("Requirement", "R9"),
        Trait("Requirement", "R6"),
        Trait("Requirement", "D14")
    ]
    public async Task Who_was_verified_before_the_import_is_asked_at_the_next_sign_in_and_then_has_the_e_Services_username()
    {
        await using var host = await Merges.Host(Maria, Engine);
        await host.Import(Merges.RowOf(Maria));
        var alpha = TestTool.Alpha(host);
        var browser = host.NewBrowser();

        await browser.SignIn(host, Maria, alpha.AuthorizeAddress());

        browser.Path().ShouldBe(Merges.Page);
        browser.MainText.ShouldContain(Username);
        browser.MainText.ShouldContain($"The username {Maria.Username} is retired for ever.");
        await browser.Submit();
        browser.Path().ShouldBe(Merges.Merged);
        browser.MainText.ShouldContain(Username);
        await browser.Follow("main a.usa-button");
        browser.SentTo!.Host.ShouldBe("alpha.example");
        browser.SentParameters.Keys.ShouldContain("code");

        var account = (await host.AccountOf(Maria.Email))!;
        account.UserName.ShouldBe(Username);
        (await host.EventsOf(account.Id)).ShouldContain("join.merged");
        var join = await host.In(database => database.Set<AccountJoin>().SingleAsync());
        join.RetiredUsername.ShouldBe(Maria.Username);
        join.AccountId.ShouldBe(account.Id);
    }

    // Fails when: after the merge the e-Services username does not open the account, the password changed, or the old name is told apart from an unknown one.
    [Fact, Trait("Requirement", "R9"), Trait("Requirement", "D14")]
    public async Task Afterwards_one_signs_in_with_the_e_Services_username_and_the_same_password_and_the_old_name_is_unknown()
    {
        await using var host = await Merged();

        var browser = await host.NewBrowser().Open("/sign-in");
        await browser.SignIn(host, Maria with { Username = Username });
        browser.Path().ShouldBe("/");

        var old = await host.NewBrowser().Open("/sign-in");
        await old.EnterPassword(Maria);
        var unknown = await host.NewBrowser().Open("/sign-in");
        await unknown.EnterPassword(Maria with { Username = "nobody.here" });
        old.Comparable(Maria.Username!).ShouldBe(unknown.Comparable("nobody.here"));
    }

    // Fails when: a tool sees another subject than before, another session or a grant outlives the merge, or the confirming session keeps its key.
    [Fact, Trait("Requirement", "D14"), Trait("Requirement", "D17")]
    public async Task Tools_keep_the_subject_and_lose_their_grants_and_only_the_confirming_session_goes_on_under_a_new_key()
    {
        await using var host = await Merges.Host(Maria, Engine);
        var (alpha, third) = (TestTool.Alpha(host), TestTool.Basic(host));
        var elsewhere = host.NewBrowser();
        await elsewhere.SignIn(host, Maria);
        var tokens = await alpha.Tokens(elsewhere);
        var offline = await alpha.Tokens(elsewhere, ("scope", "openid offline_access"));
        var publicSubject = (await third.Tokens(elsewhere)).IdToken.Subject;
        await host.Import(Merges.RowOf(Maria));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var browser = host.NewBrowser();
        await browser.SignIn(host, Maria);
        var before = CookieOf(browser);

        await browser.Submit();

        (await alpha.UserInfo(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await alpha.Refresh(tokens.RefreshToken!)).Error.ShouldBe("invalid_grant");
        (await alpha.UserInfo(offline.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await alpha.Refresh(offline.RefreshToken!)).Error.ShouldBe("invalid_grant");
        (await elsewhere.Open(alpha.AuthorizeAddress())).SentTo.ShouldBeNull();

        CookieOf(browser).ShouldNotBe(before);
        var stale = host.NewBrowser();
        stale.Cookies.Add(new Cookie("secureaccess-session", before, "/", host.Origin.Host));
        (await stale.Open(alpha.AuthorizeAddress())).Path().ShouldBe("/sign-in");

        var after = await alpha.Tokens(browser);
        after.IdToken.Subject.ShouldBe(tokens.IdToken.Subject);
        (await third.Tokens(browser)).IdToken.Subject.ShouldBe(publicSubject);
    }

    // Fails when: one of the addresses is not told, or the imported one opens anything.
    [Fact, Trait("Requirement", "D14")]
    public async Task Both_addresses_are_told_and_the_imported_one_opens_nothing()
    {
        await using var host = await Merged();
        foreach (var to in new[] { Maria.Email, "practice@example.com" })
        {
            (await host.Messages(to))
                .Count(message =>
                    message.Subject
                        == "Your e-Services account and your Secure Access account were joined"
                    && message.Body.Contains(Username, StringComparison.Ordinal)
                )
                .ShouldBe(1, to);
        }

        var browser = await host.NewBrowser().Open("/sign-in");
        await browser.EnterPassword(Maria with { Username = "practice@example.com" });
        browser.ErrorBeside("password").ShouldNotBeNull();
    }

    // Fails when: the personal username can be had again, by choosing or by an import.
    [Fact, Trait("Requirement", "D14"), Trait("Requirement", "D21")]
    public async Task The_personal_username_is_never_available_again()
    {
        await using var host = await Merged();
        (
            await host.Do(services =>
                services
                    .GetRequiredService<Usernames>()
                    .Check(Maria.Username!, "r", "203.0.113.9", CancellationToken.None)
            )
        ).ShouldBeOfType<UsernameResult.NotAvailable>();
        (
            await host.Import($"{Maria.Username},Eve,Low,900-10-0009,eve@example.org,\n")
        ).Rejected.ShouldBe(1);
    }

    // Fails when: roles reach a third party, do not reach a first-party client as an array, or do not follow an import.
    [Fact, Trait("Requirement", "D14")]
    public async Task Roles_are_told_to_first_party_clients_only_and_follow_the_import()
    {
        await using var host = await Merged();
        await host.AddClients(
            """
            [{"client_id":"guest","client_secret":"guest-secret","redirect_uris":["https://guest.example/cb"],"scope":"openid"}]
            """
        );
        var account = (await host.AccountOf(Maria.Email))!.Id;
        var browser = await TestTool.SignedIn(host, account);
        var alpha = TestTool.Alpha(host);

        var first = await alpha.Tokens(browser);
        Roles(first.IdToken.GetPayloadValue<JsonElement>("roles")).ShouldBe(["preparer", "signer"]);
        Roles((await alpha.UserInfo(first.AccessToken)).Json.GetProperty("roles"))
            .ShouldBe(["preparer", "signer"]);

        await host.Import(Merges.RowOf(Maria, roles: "signer"));
        var second = await alpha.Refresh(first.RefreshToken!);
        Roles(second.IdToken.GetPayloadValue<JsonElement>("roles")).ShouldBe(["signer"]);
        Roles((await alpha.UserInfo(second.AccessToken)).Json.GetProperty("roles"))
            .ShouldBe(["signer"]);

        var guest = new TestTool(host, "guest", "guest-secret");
        await browser.Open(guest.AuthorizeAddress());
        await browser.Submit();
        var told = await guest.Redeem(browser.SentParameters["code"]);
        told.IdToken.TryGetPayloadValue<JsonElement>("roles", out _).ShouldBeFalse();
        (await guest.UserInfo(told.AccessToken))
            .Json.TryGetProperty("roles", out _)
            .ShouldBeFalse();
    }

    // Fails when: "This is not me" changes something, is not in the record, is asked again in the session, or never again.
    [Fact, Trait("Requirement", "D14")]
    public async Task This_is_not_me_leaves_both_and_is_asked_again_at_the_next_sign_in()
    {
        await using var host = await Merges.Host(Maria, Engine);
        await host.Import(Merges.RowOf(Maria));
        var alpha = TestTool.Alpha(host);
        var browser = host.NewBrowser();
        await browser.SignIn(host, Maria, alpha.AuthorizeAddress());

        await browser.SubmitForm(Merges.NotMe);

        browser.SentTo!.Host.ShouldBe("alpha.example");
        var account = (await host.AccountOf(Maria.Email))!;
        account.UserName.ShouldBe(Maria.Username);
        (await host.EventsOf(account.Id)).ShouldContain("join.declined");
        (
            await host.In(database => database.Set<EServicesAccount>().SingleAsync())
        ).AssignedTo.ShouldBeNull();
        // A step-up in the same session does not ask again.
        await browser.Open(alpha.AuthorizeAddress(("prompt", "login")));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await browser.Submit(("password", Maria.Password));
        await browser.EnterCodeByText(host, Maria);
        browser.SentTo.ShouldNotBeNull(browser.Path());

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var next = host.NewBrowser();
        await next.SignIn(host, Maria);
        next.Path().ShouldBe(Merges.Page);
    }

    // Fails when: two confirmations at once both merge, end in an error, or leave two sessions.
    [Fact, Trait("Requirement", "D14"), Trait("Threat", "Parallel-requests")]
    public async Task Of_two_merges_at_once_one_happens()
    {
        await using var host = await Merges.Host(Maria, Engine);
        await host.Import(Merges.RowOf(Maria));
        var browsers = new List<Browser>();
        for (var i = 0; i < 2; i++)
        {
            var browser = host.NewBrowser();
            await browser.SignIn(host, Maria);
            browser.Path().ShouldBe(Merges.Page);
            browsers.Add(browser);
            browsers.Add(await browser.NewTab().Open(Merges.Page));
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await Together.AtOnce(browsers, browser => browser.Submit());

        browsers.ShouldAllBe(browser => (int)browser.Status < 500);
        browsers.Count(browser => browser.Path() == Merges.Merged).ShouldBe(1);
        var account = (await host.AccountOf(Maria.Email))!.Id;
        (await host.In(database => database.Set<AccountJoin>().CountAsync())).ShouldBe(1);
        (
            await host.In(database =>
                database
                    .Set<Session>()
                    .CountAsync(session => session.AccountId == account && session.EndedAt == null)
            )
        ).ShouldBe(1);
    }

    // Fails when: an account that is not verified, or of another taxpayer number, is offered an imported account.
    [Fact, Trait("Requirement", "D14")]
    public async Task Only_the_verified_taxpayer_number_is_offered_anything()
    {
        var unverified = Maria with { Verified = false };
        await using var host = await Merges.Host(unverified, Engine);
        await host.Add(TestPerson.Second);
        // The same email address and a name like it prove nothing.
        await host.Import(
            $"john.smith.ea,John,Smith,900-10-0001,{TestPerson.Second.Email},\n"
                + Merges.RowOf(Maria)
        );
        foreach (var person in new[] { unverified, TestPerson.Second })
        {
            var browser = host.NewBrowser();
            await browser.SignIn(host, person);
            browser.Path().ShouldBe("/");
            (await browser.Open(Merges.Page)).Path().ShouldBe("/");
        }

        // D14: typing it gives nothing.
        var typed = await host.NewBrowser().Open("/sign-in");
        await typed.EnterPassword(Maria with { Username = Username });
        typed.ErrorBeside("password").ShouldNotBeNull();
    }

    private async Task<SecureAccessHost> Merged()
    {
        var host = await Merges.Host(Maria, Engine);
        await host.Import(Merges.RowOf(Maria));
        var browser = host.NewBrowser();
        await browser.SignIn(host, Maria);
        await browser.Submit();
        browser.Path().ShouldBe(Merges.Merged);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return host;
    }

    private static string[] Roles(JsonElement roles) =>
        [.. roles.EnumerateArray().Select(role => role.GetString()!)];

    private static string CookieOf(Browser browser) =>
        browser
            .Cookies.GetAllCookies()
            .Single(cookie => cookie.Name == "secureaccess-session")
            .Value;
}
