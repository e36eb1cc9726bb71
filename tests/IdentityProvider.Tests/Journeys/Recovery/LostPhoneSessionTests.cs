using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Recovery;

/// <summary>In which session an accepted letter is good (D15), and for which accounts there is no way at all.</summary>
public sealed class LostPhoneSessionTests
{
    // Fails when: another session of the account sets up a factor or chooses a password with a letter that it did not enter, or more than two letters are sent.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Requirement", "D15"), Trait("Requirement", "D6"), Trait("Threat", "Letter-theft")]
    public async Task An_accepted_letter_is_good_in_the_session_that_entered_it_alone(
        bool otherByPassword
    )
    {
        await using var host = await LostPhones.Host();
        var owner = await host.ToTheLetter(byPassword: true);
        var used = await host.LetterCode(LostPhones.Owner);
        (await owner.Submit(("code", used))).Path().ShouldBe("/verify/method");

        var other = await host.BeginLostPhone(otherByPassword);

        other.Path().ShouldBe("/verify/letter");
        foreach (
            var page in new[]
            {
                "/verify/method",
                "/verify/app",
                "/verify/code",
                "/verify/letter-code",
                "/recover/new-password",
            }
        )
        {
            (await other.NewTab().Open(page)).Path().ShouldBe("/verify/letter", page);
        }

        await other.PostTo("/verify/method", ("method", "text"), ("phone", LostPhones.NewPhone));
        await other.PostTo("/recover/new-password", ("newPassword", Recoveries.New));
        (await host.Messages(LostPhones.NewPhone)).ShouldBeEmpty();
        // Whoever begins again does not end the session that is about to set up the new factor.
        (await owner.Open("/verify/method"))
            .Path()
            .ShouldBe("/verify/method");

        await other.Submit();
        other.Path().ShouldBe("/verify/letter-code");
        await other.Submit(("code", used));
        other.ErrorBeside("code").ShouldNotBeNull();
        await other.SubmitForm(Registrations.Resend);
        other.MainText.ShouldContain("Two letters were sent already.");
        await other.Submit(("code", await host.LetterCode(LostPhones.Owner)));
        other.Path().ShouldBe(otherByPassword ? "/verify/method" : "/recover/new-password");
    }

    // Fails when: who begins again is shown, or may keep, the phone that another session named and did not prove.
    [Fact]
    [Trait("Requirement", "D15"), Trait("Threat", "Session-theft-and-fixation")]
    public async Task A_phone_that_another_session_named_is_forgotten()
    {
        await using var host = await LostPhones.Host();
        var first = await host.ToTheLetter(byPassword: true);
        await first.Submit(("code", await host.LetterCode(LostPhones.Owner)));
        await first.Submit(("method", "text"), ("phone", LostPhones.NewPhone));
        first.Path().ShouldBe("/verify/code");
        (await first.NewTab().Open("/verify/method")).MainText.ShouldContain(
            LostPhones.NewPhone[^2..]
        );

        var second = await host.ToTheLetter(byPassword: true);
        await second.Submit(("code", await host.LetterCode(LostPhones.Owner)));

        second.Path().ShouldBe("/verify/method");
        second.MainText.ShouldNotContain(LostPhones.NewPhone[^2..]);
        await second.Submit(("method", "text"));
        second.ErrorBeside("phone").ShouldNotBeNull();
        await first.PostTo("/verify/code", ("code", await host.NewestCode(LostPhones.NewPhone)));
        (await LostPhoneGround.FactorsOf(host, await host.MariasAccount())).ShouldBe(0);
    }

    // Fails when: who has the mailbox of an unfinished registration takes from it what was entered, by asking for a lost phone.
    [Fact]
    [Trait("Requirement", "D15"), Trait("Requirement", "D22")]
    public async Task An_unfinished_registration_loses_nothing()
    {
        await using var host = await LostPhones.Host();
        var linda = Registrant.Of("linda-moore");
        await host.Walk(linda, "/verify/review");

        var browser = await host.BeginLostPhone(byPassword: false, linda);

        browser.Path().ShouldBe("/recover/phone");
        (await browser.NewTab().Open("/verify/review")).Path().ShouldBe("/sign-in");
        (await host.EnterPassword(linda)).Path().ShouldBe("/verify/review");
    }

    // Fails when: once the letter took the lost factors, and its session is lost, the mailbox alone or the password alone is enough.
    [Fact]
    [Trait("Requirement", "D15"), Trait("Requirement", "R3")]
    [Trait("Threat", "Help-desk-social-engineering")]
    public async Task A_verified_account_without_any_factor_is_not_recovered_by_the_mailbox_alone()
    {
        await using var host = await LostPhones.Host();
        var id = await host.MariasAccount();
        var owner = await host.ToTheLetter(byPassword: true);
        await owner.Submit(("code", await host.LetterCode(LostPhones.Owner)));
        var before = await host.Describe(id);

        var mailbox = await host.OpenRecovery(LostPhones.Maria.Username!, LostPhones.Maria.Email);

        mailbox.Path().ShouldBe("/recover/phone");
        (await mailbox.NewTab().Open("/recover/new-password")).Path().ShouldBe("/recover/phone");
        await mailbox.PostTo("/recover/new-password", ("newPassword", Recoveries.New));
        (await mailbox.NewTab().Open("/verify/method")).Path().ShouldBe("/sign-in");
        (await host.Describe(id)).ShouldBe(before);
        var password = await host.EnterPassword(LostPhones.Owner);
        password.Path().ShouldBe("/sign-in/method");
        foreach (var page in new[] { "/account/app", "/verify/method", "/verify/identity" })
        {
            (await password.NewTab().Open(page)).Path().ShouldBe("/sign-in/method", page);
        }
    }

    // Fails when: the factor of an account whose identity was never verified can be replaced, or its password chosen, without that factor.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Requirement", "D15"), Trait("Threat", "Help-desk-social-engineering")]
    public async Task The_factor_of_an_account_that_is_not_verified_cannot_be_replaced(
        bool byPassword
    )
    {
        await using var host = await LostPhones.Host();
        var peter = Registrant.Of("peter-novak") with
        {
            Email = "peter@example.org",
            Username = "peter.novak",
            Password = "winter apple orchard",
        };
        var browser = byPassword
            ? await (await host.EnterPassword(peter)).Follow("main a[href='/recover/phone']")
            : await host.BeginLostPhone(byPassword: false, peter);

        browser.Path().ShouldBe("/recover/phone");
        browser.MainText.ShouldContain("it cannot be replaced");
        browser.Page.QuerySelector("main form").ShouldBeNull();
        var led = byPassword ? "/sign-in/method" : "/sign-in";
        foreach (var page in new[] { "/verify/identity", "/verify/letter", "/verify/method" })
        {
            (await browser.NewTab().Open(page)).Path().ShouldBe(led, page);
        }

        (await browser.NewTab().Open("/recover/new-password"))
            .Path()
            .ShouldBe(byPassword ? "/recover" : "/recover/phone");
        (
            await host.NewBrowser()
                .SignIn(
                    host,
                    new TestPerson
                    {
                        Username = peter.Username,
                        Password = peter.Password,
                        Phone = peter.Phone,
                    }
                )
        ).Path().ShouldBe("/");
    }
}
