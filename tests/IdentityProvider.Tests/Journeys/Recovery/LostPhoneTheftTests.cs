using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Protocol;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Recovery;

/// <summary>Who replaces the phone of someone else (D15): with the mailbox, the password, all that can be known, and without the letter.</summary>
public sealed class LostPhoneTheftTests
{
    private static readonly string[] Later =
    [
        "/verify/method",
        "/verify/app",
        "/verify/code",
        "/recover/new-password",
        "/recover/method",
    ];

    // Fails when: everything that can be known, with the password or the mailbox, comes further than to the letter, changes something, or the owner is not told.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Requirement", "D15"), Trait("Requirement", "D18"), Trait("Requirement", "D6")]
    [Trait("Threat", "Stolen-knowledge-answers"), Trait("Threat", "Letter-theft")]
    public async Task Stolen_knowledge_ends_at_the_letter(bool byPassword)
    {
        await using var host = await LostPhones.Host();
        var id = await host.MariasAccount();
        var before = await host.Describe(id);

        var thief = await host.ToTheLetter(byPassword);

        foreach (var page in Later)
        {
            (await thief.NewTab().Open(page)).Path().ShouldBe("/verify/letter-code", page);
        }

        await thief.PostTo("/verify/method", ("method", "text"), ("phone", LostPhones.NewPhone));
        await thief.PostTo("/verify/method", ("method", "app"));
        await thief.PostTo("/recover/new-password", ("newPassword", Recoveries.New));
        (await host.Messages(LostPhones.NewPhone)).ShouldBeEmpty();
        (await host.Describe(id)).ShouldBe(before);
        (await host.Messages(LostPhones.Maria.Email)).ShouldContain(message =>
            message.Subject == "A letter with your Secure Access activation code is on its way"
        );
        (await host.NewBrowser().SignIn(host, LostPhones.Maria)).Path().ShouldBe("/");
    }

    // Fails when: who has the mailbox or the password alone is shown what the owner entered, or where the owner's letter went or would go.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Requirement", "D15"), Trait("Threat", "Help-desk-social-engineering")]
    public async Task Nothing_of_what_the_owner_entered_and_proved_is_shown_to_another(
        bool byPassword
    )
    {
        await using var host = await LostPhones.Host();
        var owner = await host.BeginLostPhone(byPassword);
        await RegistrationWalk.Letter(host, LostPhones.Owner).GoOnTo(owner, "/verify/letter");
        owner.MainText.ShouldContain((string)LostPhones.Owner.Record["address"]!["city"]!);
        await owner.Submit();

        var thief = await host.BeginLostPhone(byPassword);
        thief.Path().ShouldBe("/verify/letter-code");
        ShowsNothing(thief);
        host.Clock.Advance(TimeSpan.FromDays(30));
        thief = await host.BeginLostPhone(byPassword);
        thief.Path().ShouldBe("/verify/letter");
        ShowsNothing(thief);
    }

    // Fails when: what one browser entered and no source confirmed is shown to another, or the earlier recovery session goes on beside it.
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [Trait("Requirement", "D15"), Trait("Requirement", "D17")]
    [Trait("Threat", "Session-theft-and-fixation")]
    public async Task A_second_beginning_forgets_what_was_entered_and_ends_the_first(
        bool firstByPassword,
        bool secondByPassword
    )
    {
        await using var host = await LostPhones.Host();
        var first = await host.BeginLostPhone(firstByPassword);
        await RegistrationWalk.Letter(host, LostPhones.Owner).GoOnTo(first, "/verify/review");

        var second = await host.BeginLostPhone(secondByPassword);

        second.Path().ShouldBe("/verify/identity");
        foreach (var (field, _) in LostPhones.Owner.IdentityFields)
        {
            second
                .Page.QuerySelectorAll($"main input[name='{field}']:not([type='radio'])")
                .ShouldAllBe(input => (input.GetAttribute("value") ?? "").Length == 0, field);
        }

        (await first.Open("/verify/review"))
            .Path()
            .ShouldBe(firstByPassword ? "/sign-in/method" : "/sign-in");
        (await second.Open("/verify/review")).Path().ShouldBe("/verify/identity");
    }

    // Fails when: another person's correct records are answered otherwise than a wrong item, say why their card is refused, or cost no attempt.
    [Theory]
    [InlineData("linda-moore")]
    [InlineData("american-express")]
    [Trait("Requirement", "D15"), Trait("Requirement", "D5"), Trait("Requirement", "D10")]
    [Trait("Threat", "Learning-which-item-was-wrong")]
    public async Task Another_persons_identity_is_the_one_generic_failure(string other)
    {
        var someone = Registrant.Of(other);
        var wrong = LostPhones.Owner with
        {
            Instead = new Dictionary<string, string> { ["street"] = "1 Other St" },
        };
        await using var one = await LostPhones.Host();
        await using var two = await LostPhones.Host();

        var withOther = await Fail(one, someone);
        var withWrong = await Fail(two, wrong);

        withOther.Comparable().ShouldBe(withWrong.Comparable());
        withOther.MainText.ShouldContain("Tries left: 2");
        await Fail(one, someone);
        await Fail(one, someone);
        var right = await one.BeginLostPhone(byPassword: true);
        await RegistrationWalk.Letter(one, LostPhones.Owner).GoOnTo(right, "/verify/not-confirmed");
        right.MainText.ShouldNotContain("Tries left");
        (await right.Open("/verify/letter")).Path().ShouldNotBe("/verify/letter");
        (await one.Letters(LostPhones.Owner)).ShouldBeEmpty();
    }

    // Fails when: at some step of a recovery its cookies give a tool a code, or are taken for a sign-in.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Requirement", "D15"), Trait("Requirement", "D18")]
    [Trait("Threat", "Session-theft-and-fixation")]
    public async Task No_step_of_it_gives_a_token(bool byPassword)
    {
        await using var host = await LostPhones.Host();
        var owner = LostPhones.Owner with
        {
            Phone = LostPhones.NewPhone,
            Password = byPassword ? LostPhones.Maria.Password : Recoveries.New,
        };
        var tool = TestTool.Alpha(host);
        var walk = RegistrationWalk.Letter(host, owner);
        var browser = await host.BeginLostPhone(byPassword);
        while (browser.Path() != "/recover/replaced")
        {
            var at = browser.Path();
            (await browser.NewTab().Open(tool.AuthorizeAddress())).SentTo.ShouldBeNull(at);
            var silent = await browser.NewTab().Open(tool.AuthorizeAddress(("prompt", "none")));
            silent.SentParameters.Keys.ShouldNotContain("code", at);
            silent.SentParameters["error"].ShouldBe("login_required", at);
            (await browser.NewTab().Open("/account/app")).Path().ShouldNotBe("/account/app", at);
            await walk.Answer(browser);
            browser.Path().ShouldNotBe(at, browser.MainText);
        }

        (await browser.NewTab().Open(tool.AuthorizeAddress())).Path().ShouldBe("/sign-in");
    }

    private static async Task<Browser> Fail(SecureAccessHost host, Registrant person)
    {
        var browser = await host.BeginLostPhone(byPassword: true);
        await RegistrationWalk.Letter(host, person).GoOnTo(browser, "/verify/review");
        await browser.Submit();
        browser.Path().ShouldBe("/verify/not-confirmed");
        return browser;
    }

    private static void ShowsNothing(Browser browser)
    {
        var address = LostPhones.Owner.Record["address"]!;
        foreach (
            var value in new[]
            {
                (string)address["street"]!,
                (string)address["city"]!,
                (string)address["postalCode"]!,
                (string)LostPhones.Owner.Record["familyName"]!,
                (string)LostPhones.Owner.Record["taxpayerNumber"]!,
            }
        )
        {
            browser.Body.ShouldNotContain(value, Case.Sensitive);
        }
    }
}
