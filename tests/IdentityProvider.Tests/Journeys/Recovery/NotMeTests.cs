using System.Net;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Protocol;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Recovery;

/// <summary>"This was not me" (D15): from the link of a notice to an account that nobody else is in.</summary>
public sealed class NotMeTests
{
    private static readonly TestPerson Maria = new();

    // Fails when: the link of a notice leads nowhere, or confirming leaves a session or grant alive, the password unmarked or an address untold.
    [Fact]
    [Trait("Requirement", "D15")]
    [Trait("Requirement", "D17")]
    [Trait("Threat", "Session-theft-and-fixation")]
    public async Task Confirming_ends_everything_and_leads_to_a_new_password()
    {
        await using var host = await TestTool.Start();
        var thief = await TestTool.SignedIn(host, await host.Add(Maria));
        var tool = TestTool.Alpha(host);
        var offline = await tool.Tokens(thief, ("scope", "openid offline_access"));

        var browser = await Open(host);
        browser.Path().ShouldBe("/recover/secure");
        (await tool.UserInfo(offline.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        await browser.Submit();
        browser.Path().ShouldBe("/recover/secured");
        (await tool.UserInfo(offline.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await tool.Refresh(offline.RefreshToken!)).Error.ShouldBe("invalid_grant");
        (await thief.Open("/account/app")).Path().ShouldBe("/sign-in");
        (await host.AccountOf(Maria.Email))!.PasswordCompromisedAt.ShouldNotBeNull();
        (await host.Messages(Maria.Email)).ShouldContain(message =>
            message.Subject == "Your Secure Access account was secured"
        );

        await browser.Follow("main a.usa-button");
        browser.Path().ShouldBe("/recover/method");
        await browser.EnterCodeByText(host, Maria);
        await browser.Submit(("newPassword", Recoveries.New));
        browser.Path().ShouldBe("/recover/done");
        (await host.NewBrowser().SignIn(host, Maria with { Password = Recoveries.New }))
            .Path()
            .ShouldBe("/");
    }

    // Fails when: after securing, the old password signs in without being changed.
    [Fact]
    [Trait("Requirement", "D9")]
    [Trait("Requirement", "D15")]
    public async Task Who_secured_only_changes_the_password_at_the_next_sign_in()
    {
        await using var host = await Host();
        await (await Open(host)).Submit();
        (await host.NewBrowser().SignIn(host, Maria)).Path().ShouldBe("/sign-in/change-password");
    }

    // Fails when: opening the link or entering the code, without confirming, already ends something.
    [Fact]
    [Trait("Requirement", "D15")]
    public async Task Nothing_ends_before_it_is_confirmed()
    {
        await using var host = await Host();
        var signedIn = await host.NewBrowser().SignIn(host, Maria);
        await Open(host);
        (await signedIn.Open("/account/app")).Path().ShouldBe("/account/app");
        (await host.AccountOf(Maria.Email))!.PasswordCompromisedAt.ShouldBeNull();
    }

    // Fails when: who only has the mailbox secures the account and then also chooses its password.
    [Fact]
    [Trait("Requirement", "D15")]
    [Trait("Threat", "Help-desk-social-engineering")]
    public async Task Who_only_has_the_mailbox_chooses_no_password_by_securing()
    {
        await using var host = await Host();
        var thief = await Open(host);
        await thief.Submit();
        (await thief.Open("/recover/new-password")).Path().ShouldBe("/recover/method");
    }

    // Fails when: an unknown address is answered otherwise than a known one.
    [Fact]
    [Trait("Requirement", "D15")]
    [Trait("Requirement", "D21")]
    public async Task Known_and_unknown_addresses_are_answered_alike()
    {
        await using var host = await Host();
        var known = await host.NewBrowser("10.1.0.1").Open("/recover/not-me");
        var knownWork = await host.StatementsOf(() => known.Submit(("email", Maria.Email)));
        var unknown = await host.NewBrowser("10.2.0.1").Open("/recover/not-me");
        var unknownWork = await host.StatementsOf(() =>
            unknown.Submit(("email", "marja@example.org"))
        );
        known.Path().ShouldBe("/recover/code");
        unknown.Comparable().ShouldBe(known.Comparable());
        unknownWork.ShouldBe(knownWork);
    }

    private static async Task<SecureAccessHost> Host()
    {
        var host = await SecureAccessHost.Start();
        await host.Add(Maria);
        return host;
    }

    private static async Task<Browser> Open(SecureAccessHost host)
    {
        var browser = await host.NewBrowser().Open("/recover/not-me");
        await browser.Submit(("email", Maria.Email));
        return await browser.Submit(("code", await host.NewestCode(Maria.Email)));
    }
}
