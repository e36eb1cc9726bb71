using SecureAccess.Tests.Journeys.Recovery;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Journeys.SignIn;
using SecureAccess.Tests.Protocol;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys;

/// <summary>
/// R4: who holds all at once that can be stolen about a verified person, the password, the mailbox, all tax and account data, and has a
/// phone of their own, but neither the person's phone nor the letter box, gets no token for the account.
/// </summary>
public sealed class TakeoverTests
{
    private const string Own = "+14155550138";
    private const string LetterSent =
        "A letter with your Secure Access activation code is on its way";
    private static readonly Registrant Owner = LostPhones.Owner;

    // Fails when: one of the ways into an account gives who knows everything a session that a tool is served from, changes the account, or leaves its owner untold.
    [Theory]
    [InlineData("sign-in", null)]
    [InlineData("adding a factor", null)]
    [InlineData("password recovery", "Your Secure Access recovery code")]
    [InlineData("phone recovery by password", LetterSent)]
    [InlineData("phone recovery by email", LetterSent)]
    [InlineData("registration with the address", "You already have a Secure Access account")]
    [InlineData("registration", null)]
    [InlineData("merge", null)]
    [Trait("Requirement", "R4"), Trait("Requirement", "R3"), Trait("Requirement", "D15")]
    [Trait("Threat", "Stolen-knowledge-answers")]
    public async Task Who_knows_everything_and_holds_neither_phone_nor_letter_box_gets_no_token(
        string way,
        string? told
    )
    {
        await using var host = await LostPhones.Host();
        var id = await host.MariasAccount();
        var before = await host.Describe(id);
        var tool = TestTool.Alpha(host);
        var subject = (await tool.Tokens(await TestTool.SignedIn(host, id))).IdToken.Subject;
        var mail = (await host.Messages(Owner.Email)).Count;

        var thief = await Try(host, way);

        foreach (var prompt in new[] { null, "none" })
        {
            var tab = await thief.NewTab().Open(tool.AuthorizeAddress(("prompt", prompt)));
            if (tab.SentTo is not null && tab.SentParameters.TryGetValue("code", out var code))
            {
                (await tool.Redeem(code)).IdToken.Subject.ShouldNotBe(subject);
            }
        }

        (await host.Describe(id)).ShouldBe(before);
        (await host.NewBrowser().SignIn(host, LostPhones.Maria)).Path().ShouldBe("/");
        if (told is not null)
        {
            var messages = await host.Messages(Owner.Email);
            messages.Take(messages.Count - mail).ShouldContain(message => message.Subject == told);
        }
    }

    // Fails when: a browser that completed a sign-in before, or a session that ended, is let in with one factor.
    [Fact]
    [Trait("Requirement", "R3"), Trait("Requirement", "R4"), Trait("Requirement", "R19")]
    [Trait("Requirement", "D16")]
    public async Task Two_factors_are_asked_each_time_in_a_known_browser_too()
    {
        await using var host = await LostPhones.Host();
        var tool = TestTool.Alpha(host);
        var browser = host.NewBrowser();
        for (var time = 0; time < 3; time++)
        {
            await browser.Open(tool.AuthorizeAddress());
            browser.Path().ShouldBe("/sign-in");
            await browser.EnterPassword(LostPhones.Maria);
            browser.Path().ShouldBe("/sign-in/method");
            (
                await browser.NewTab().Open(tool.AuthorizeAddress(("prompt", "none")))
            ).SentParameters.Keys.ShouldNotContain("code");
            var sent = (await host.Messages(LostPhones.Maria.Phone)).Count;
            await browser.EnterCodeByText(host, LostPhones.Maria);
            (await host.Messages(LostPhones.Maria.Phone)).Count.ShouldBe(sent + 1);
            browser.SentParameters.Keys.ShouldContain("code");
            browser.CookieOf("secureaccess-browser").ShouldNotBeNull();
            browser.Cookies.GetAllCookies()["secureaccess-session"]!.Expired = true;
        }
    }

    private static Task<Browser> Try(SecureAccessHost host, string way) =>
        way switch
        {
            "sign-in" => SignIn(host),
            "adding a factor" => AddFactor(host),
            "password recovery" => RecoverPassword(host),
            "phone recovery by password" => host.ToTheLetter(byPassword: true),
            "phone recovery by email" => host.ToTheLetter(byPassword: false),
            "registration with the address" => RegisterWithTheAddress(host),
            "registration" => Register(host, "the.thief"),
            _ => Merge(host),
        };

    private static async Task<Browser> SignIn(SecureAccessHost host)
    {
        var thief = await host.EnterPassword(Owner);
        thief.Path().ShouldBe("/sign-in/method");
        await thief.Submit(("method", "text"));
        await thief.Submit(("code", Registrations.Not(await host.NewestCode(Owner.Phone))));
        thief.ErrorBeside("code").ShouldNotBeNull();
        return thief;
    }

    private static async Task<Browser> AddFactor(SecureAccessHost host)
    {
        var thief = await host.EnterPassword(Owner);
        foreach (var page in new[] { "/account/app", "/verify/phone", "/verify/method" })
        {
            (await thief.NewTab().Open(page)).Path().ShouldBe("/sign-in/method", page);
        }

        await thief.PostTo("/account/app", ("code", "123456"));
        await thief.PostTo("/verify/phone", ("phone", Own));
        (await host.Messages(Own)).ShouldBeEmpty();
        return thief;
    }

    private static async Task<Browser> RecoverPassword(SecureAccessHost host)
    {
        var thief = await host.OpenRecovery(Owner.Username!, Owner.Email);
        thief.Path().ShouldBe("/recover/method");
        await thief.PostTo("/recover/new-password", ("newPassword", Recoveries.New));
        return thief;
    }

    private static async Task<Browser> RegisterWithTheAddress(SecureAccessHost host)
    {
        var thief = await host.NewBrowser().Open("/register/email");
        await thief.Submit(("email", Owner.Email));
        return thief;
    }

    private static async Task<Browser> Register(SecureAccessHost host, string? username)
    {
        var asMaria = Owner with
        {
            Email = "thief@example.net",
            Username = username,
            Password = Recoveries.New,
            Phone = Own,
        };
        var sent = (await host.Messages(Own)).Count;
        var thief = await host.Walk(asMaria, "/verify/letter");
        (await host.Messages(Own)).Count.ShouldBe(sent);
        await thief.Submit();
        thief.Path().ShouldBe("/verify/letter-code");
        (await host.Letters(asMaria))
            .ShouldHaveSingleItem()
            .Body.ShouldContain((string)Owner.Record["address"]!["street"]!);
        return thief;
    }

    private static async Task<Browser> Merge(SecureAccessHost host)
    {
        await host.Walk(
            Registrant.Of("victor-chen") with
            {
                Email = "victor@example.net",
                Username = "victor.chen",
            },
            "/register/done"
        );
        var thief = await Register(host, username: null);
        (await thief.NewTab().Open(Merges.Page)).Path().ShouldBe("/verify/letter-code");
        await thief.PostTo(Merges.Page);
        var signedIn = await host.EnterPassword(Owner);
        (await signedIn.Open(Merges.Page)).Path().ShouldBe("/sign-in/method");
        return thief;
    }
}
