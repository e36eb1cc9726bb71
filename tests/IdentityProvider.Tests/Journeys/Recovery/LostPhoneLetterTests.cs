using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Journeys.SignIn;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Recovery;

/// <summary>The letter of a lost phone (D15): whose it is, how long it lives, and what is left of it.</summary>
public sealed class LostPhoneLetterTests
{
    private const string NotThisLetter =
        "This is not the code of your newest letter. Check it and enter it again.";

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    // Fails when: the code of a registration's letter is taken in the recovery of another account, or the other way round.
    [Fact]
    [Trait("Requirement", "D15"), Trait("Requirement", "D6"), Trait("Threat", "Letter-theft")]
    public async Task A_letter_is_good_for_its_own_account_alone()
    {
        await using var host = await LostPhones.Host();
        var registrant = Registrant.Of("business-phone");
        var registering = await host.WalkByLetter(registrant, "/verify/letter-code");
        var recovering = await host.ToTheLetter(byPassword: true);
        var codes = (
            OfRegistration: await host.LetterCode(registrant),
            OfRecovery: await host.LetterCode(LostPhones.Owner)
        );

        await recovering.Submit(("code", codes.OfRegistration));
        recovering.ErrorBeside("code").ShouldBe(NotThisLetter);
        await registering.Submit(("code", codes.OfRecovery));
        registering.ErrorBeside("code").ShouldBe(NotThisLetter);
        (await recovering.Submit(("code", codes.OfRecovery))).Path().ShouldBe("/verify/method");
        (await registering.Submit(("code", codes.OfRegistration)))
            .Path()
            .ShouldBe("/verify/method");
    }

    // Fails when: its code is taken after 30 days, or refused before.
    [Theory]
    [InlineData(-1, "/verify/method")]
    [InlineData(0, "/verify/letter")]
    [Trait("Requirement", "R18"), Trait("Requirement", "D15")]
    public async Task Its_code_ends_after_30_days(int second, string then)
    {
        await using var host = await LostPhones.Host();
        await host.ToTheLetter(byPassword: true);
        var code = await host.LetterCode(LostPhones.Owner);
        host.Clock.Advance(TimeSpan.FromDays(30) - Moment);
        var browser = await host.BeginLostPhone(byPassword: true);
        browser.Path().ShouldBe("/verify/letter-code");
        host.Clock.Advance(TimeSpan.FromSeconds(second + 1));

        await browser.Submit(("code", code));

        browser.Path().ShouldBe(then);
    }

    // Fails when: after ten wrong entries the letter still ends the old factors, or a new one does not.
    [Fact]
    [Trait("Requirement", "D2"), Trait("Requirement", "D15")]
    public async Task After_ten_wrong_entries_a_new_letter_is_needed()
    {
        await using var host = await LostPhones.Host();
        var id = await host.MariasAccount();
        await host.ToTheLetter(byPassword: true);
        var code = await host.LetterCode(LostPhones.Owner);
        var before = await host.Describe(id);
        for (var i = 0; i < 10; i++)
        {
            var wrong = await host.BeginLostPhone(byPassword: true);
            await wrong.Submit(("code", code == "ABCDE-FGHJK" ? "ABCDE-FGHJM" : "ABCDE-FGHJK"));
            wrong.ErrorBeside("code").ShouldBe(NotThisLetter);
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        var browser = await host.BeginLostPhone(byPassword: true);
        await browser.Submit(("code", code));
        browser
            .ErrorBeside("code")
            .ShouldBe("The code in your letter is no longer valid. Ask for a new letter below.");
        (await host.Describe(id)).ShouldBe(before);
        await browser.SubmitForm(Registrations.Resend);
        host.Clock.Advance(TimeSpan.FromHours(1));
        browser = await host.BeginLostPhone(byPassword: true);
        (await browser.Submit(("code", await host.LetterCode(LostPhones.Owner))))
            .Path()
            .ShouldBe("/verify/method");
    }

    // Fails when: letters that others ask for in the same name keep the owner of a verified account from the own two, or a third is sent.
    [Fact]
    [Trait("Requirement", "D6"), Trait("Requirement", "D15")]
    public async Task Letters_that_others_ask_for_leave_the_owner_two()
    {
        await using var host = await LostPhones.Host();
        var again = Registrant.Of("maria-lopez") with
        {
            Email = "again@example.net",
            Username = "maria.again",
            Phone = LostPhones.NewPhone,
        };
        var registering = await host.WalkByLetter(again, "/verify/letter-code");
        await registering.SubmitForm(Registrations.Resend);
        (await host.Letters(again)).Count.ShouldBe(2);

        var browser = await host.BeginLostPhone(byPassword: true);
        await RegistrationWalk.Letter(host, LostPhones.Owner).GoOnTo(browser, "/verify/letter");
        (await browser.Submit()).Path().ShouldBe("/verify/letter-code");
        await browser.SubmitForm(Registrations.Resend);
        (await host.Letters(LostPhones.Owner)).Count.ShouldBe(2);

        await browser.SubmitForm(Registrations.Resend);

        browser.MainText.ShouldContain("Two letters were sent already.");
        (await host.Letters(LostPhones.Owner)).Count.ShouldBe(2);
    }

    // Fails when: what was entered and never finished stays longer than 30 days after its last change, goes before, or while the letter's code lives and a day after.
    [Theory]
    [InlineData("/verify/review", 30)]
    [InlineData("/verify/letter", 30)]
    [InlineData("/verify/letter-code", 31)]
    [InlineData("/verify/letter-code", 31, Engine.PostgreSql)]
    [Trait("Requirement", "D22"), Trait("Requirement", "D15"), Trait("Requirement", "D19")]
    public async Task What_was_entered_and_not_finished_goes_after_30_days(
        string stopped,
        int days,
        Engine engine = Engine.Sqlite
    )
    {
        await using var host = await LostPhones.Host(engine);
        var id = await host.MariasAccount();
        var before = await host.Describe(id);
        var browser = await host.BeginLostPhone(byPassword: true);
        await RegistrationWalk.Letter(host, LostPhones.Owner).GoOnTo(browser, stopped);

        host.Clock.Advance(TimeSpan.FromDays(days) - Moment);
        await host.DeleteOldReplacements();
        (await Drafts(host, id)).ShouldBe(1);
        host.Clock.Advance(Moment);
        await host.DeleteOldReplacements();
        (await Drafts(host, id)).ShouldBe(0);

        (await host.Describe(id)).ShouldBe(before);
        (await host.BeginLostPhone(byPassword: true)).Path().ShouldBe("/verify/identity");
    }

    // Fails when: the draft of a registration is taken for one of a lost phone's: it has a time of its own.
    [Fact]
    [Trait("Requirement", "D22")]
    public async Task The_draft_of_a_registration_is_left_to_its_own_time()
    {
        await using var host = await LostPhones.Host();
        var linda = Registrant.Of("linda-moore");
        await host.Walk(linda, "/verify/review");
        var id = (await host.AccountOf(linda.Email))!.Id;
        host.Clock.Advance(TimeSpan.FromDays(40));

        await host.DeleteOldReplacements();

        (await Drafts(host, id)).ShouldBe(1);
    }

    private static Task<int> Drafts(SecureAccessHost host, Guid account) =>
        host.In(database =>
            database.Set<StoredDraft>().CountAsync(draft => draft.AccountId == account)
        );
}
