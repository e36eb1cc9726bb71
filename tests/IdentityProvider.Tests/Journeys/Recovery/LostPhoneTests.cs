using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Protocol;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Recovery;

/// <summary>A lost phone (D15), from its link to a sign-in with what took its place.</summary>
public sealed class LostPhoneTests
{
    // Fails when: a step of replacing a lost phone is left out or asked twice, or account, username, subject or assurance is another after it.
    [Theory]
    [InlineData(true, "text")]
    [InlineData(true, "app")]
    [InlineData(false, "text")]
    [InlineData(false, "voice")]
    [Trait("Requirement", "D15"), Trait("Requirement", "D18"), Trait("Requirement", "R18")]
    public async Task It_is_replaced_in_the_same_account_with_the_same_subject(
        bool byPassword,
        string method
    )
    {
        await using var host = await LostPhones.Host();
        var tool = TestTool.Alpha(host);
        var before = (await host.AccountOf(LostPhones.Maria.Email))!;
        var known = await tool.Tokens(await TestTool.SignedIn(host, before.Id));
        var owner = LostPhones.Owner with
        {
            Phone = LostPhones.NewPhone,
            Password = byPassword ? LostPhones.Maria.Password : Recoveries.New,
        };

        var first = await host.BeginLostPhone(byPassword);
        var asking = RegistrationWalk.Letter(host, owner, method);
        await asking.GoOnTo(first, "/verify/letter-code");
        asking.Answered.ShouldBe([
            "/verify/identity",
            "/verify/financial-account",
            "/verify/review",
            "/verify/letter",
        ]);
        host.Clock.Advance(TimeSpan.FromDays(20));
        var browser = await host.BeginLostPhone(byPassword);
        var entering = RegistrationWalk.Letter(host, owner, method);
        await entering.GoOnTo(browser, "/recover/replaced");
        var password = byPassword ? Array.Empty<string>() : ["/recover/new-password"];
        entering.Answered.ShouldBe([
            "/verify/letter-code",
            .. password,
            "/verify/method",
            method == "app" ? "/verify/app" : "/verify/code",
        ]);
        browser.CookieOf(Recoveries.Cookie).ShouldBeNull();

        // R20: the code that proved the app is used.
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await browser.Open(tool.AuthorizeAddress());
        browser.Path().ShouldBe("/sign-in");
        await entering.GoOnTo(browser, "");
        entering.Answered.ShouldContain("/sign-in/code");
        var token = (await tool.Redeem(browser.SentParameters["code"])).IdToken;
        token.Subject.ShouldBe(known.IdToken.Subject);
        token.GetClaim("acr").Value.ShouldBe("urn:secureaccess:acr:identity");
        (await host.Messages(LostPhones.Maria.Email)).ShouldContain(message =>
            message.Subject
            == (
                method == "app"
                    ? "An authenticator app was added to your Secure Access account"
                    : "A phone was added to your Secure Access account"
            )
        );
        var after = (await host.AccountOf(LostPhones.Maria.Email))!;
        (after.Id, after.UserName).ShouldBe((before.Id, before.UserName));
    }

    // Fails when: another's session, grant or factor of the account outlives the letter, or ends before it; or one of the addresses is not told.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Requirement", "D15"), Trait("Requirement", "D17")]
    [Trait("Threat", "Help-desk-social-engineering")]
    public async Task All_that_was_before_ends_with_the_letter_and_not_a_moment_earlier(
        bool byPassword
    )
    {
        await using var host = await LostPhones.Host();
        var id = await host.MariasAccount();
        const string Other = "maria.other@example.org";
        await LostPhoneGround.AddAddressAndApp(host, id, Other);
        var session = await TestTool.SignedIn(host, id);
        var tool = TestTool.Alpha(host);
        var bound = await tool.Tokens(session);
        var offline = await tool.Tokens(session, ("scope", "openid offline_access"));
        var before = await host.Describe(id);

        var browser = await host.ToTheLetter(byPassword);

        (await host.Describe(id)).ShouldBe(before);
        (await host.NewBrowser().SignIn(host, LostPhones.Maria)).Path().ShouldBe("/");
        (await session.Open("/account/app")).Path().ShouldBe("/account/app");
        var (boundAgain, offlineAgain) = (
            await tool.Refresh(bound.RefreshToken!),
            await tool.Refresh(offline.RefreshToken!)
        );
        foreach (var tokens in new[] { boundAgain, offlineAgain })
        {
            (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        }

        await browser.Submit(("code", await host.LetterCode(LostPhones.Owner)));

        browser.Path().ShouldBe(byPassword ? "/verify/method" : "/recover/new-password");
        foreach (var tokens in new[] { boundAgain, offlineAgain })
        {
            (await tool.UserInfo(tokens.AccessToken)).Status.ShouldBe(
                System.Net.HttpStatusCode.Unauthorized
            );
            (await tool.Refresh(tokens.RefreshToken!)).Error.ShouldBe("invalid_grant");
        }

        (await session.Open("/account/app")).Path().ShouldBe("/sign-in");
        (await LostPhoneGround.FactorsOf(host, id)).ShouldBe(0);
        var signIn = await host.EnterPassword(LostPhones.Owner);
        signIn.Path().ShouldBe("/sign-in/method");
        signIn.Page.QuerySelector("main [name='method']").ShouldBeNull();
        foreach (var to in new[] { LostPhones.Maria.Email, Other })
        {
            (await host.Messages(to))
                .Count(message =>
                    message.Subject
                    == "Your lost phone or app was removed from your Secure Access account"
                )
                .ShouldBe(1, to);
        }
    }

    // Fails when: the lost number stays taken after the letter was accepted, or is free before.
    [Fact]
    [Trait("Requirement", "R21"), Trait("Requirement", "D15"), Trait("Requirement", "D12")]
    public async Task The_lost_number_is_free_for_whoever_holds_it_now()
    {
        await using var host = await LostPhones.Host();
        var holder = Registrant.Of("phone-already-activated");
        holder.Phone.ShouldBe(LostPhones.Maria.Phone);
        var browser = await host.ToTheLetter(byPassword: true);
        var taken = await host.Walk(holder, "/verify/letter");
        taken.Path().ShouldBe("/verify/letter");

        await browser.Submit(("code", await host.LetterCode(LostPhones.Owner)));

        var free = holder with { Email = "pablo.again@example.net", Username = "pablo.again" };
        (await host.Walk(free, "/register/done")).Path().ShouldBe("/register/done");
    }
}
