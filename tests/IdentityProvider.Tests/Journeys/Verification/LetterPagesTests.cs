using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Verification;

/// <summary>Asking for a letter, and entering the code that it brings.</summary>
public sealed class LetterPagesTests
{
    private static readonly Registrant Business = Registrant.Of("business-phone");
    private static readonly string Street = (string)Business.Record["address"]!["street"]!;
    private static readonly string City = (string)Business.Record["address"]!["city"]!;

    // Fails when: a letter is sent unasked, its page shows more of the address than a password may see, or does not say how long the code lives.
    [Fact, Trait("Requirement", "R15"), Trait("Requirement", "R18"), Trait("Requirement", "R22")]
    public async Task The_page_says_where_the_letter_goes_and_sends_it_when_asked()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Business, "/verify/letter");

        browser.MainText.ShouldContain(City);
        browser.MainText.ShouldNotContain(Street);
        browser.MainText.ShouldContain("valid for 30 days");
        (await host.Letters(Business)).ShouldBeEmpty();
        await browser.Submit();

        browser.Path().ShouldBe("/verify/letter-code");
        browser.MainText.ShouldContain("Your letter is on its way.");
        browser.MainText.ShouldContain("valid for 30 days, until");
        browser.MainText.ShouldContain("activation code");
        browser.MainText.ShouldNotContain(Street);
        var form = browser.Page.QuerySelector("main form[data-code='activation']");
        form.ShouldNotBeNull().GetAttribute("data-channel").ShouldBe("letter");
        var letter = (await host.Letters(Business)).ShouldHaveSingleItem();
        letter.To.ShouldBe(Business.Username);
        letter.Body.ShouldContain(Street);
        letter.Body.ShouldContain(letter.Code!);
        letter.Body.ShouldContain("http://localhost/sign-in");
        var told = (await host.Messages(Business.Email))[0];
        told.Subject.ShouldBe("A letter with your Secure Access activation code is on its way");
        told.Code.ShouldBeNull();
        told.Body.ShouldNotContain(letter.Code!);
    }

    // Fails when: who has no username yet gets no letter under the email address.
    [Fact, Trait("Requirement", "R18"), Trait("Requirement", "D14")]
    public async Task Who_has_no_username_is_found_by_the_email_address()
    {
        await using var host = await RegistrationWalk.Host();
        var nameless = Business with { Username = null };

        await host.WalkByLetter(nameless, "/verify/letter-code");

        (await host.Messages(nameless.Email, Channel.Letter))
            .ShouldHaveSingleItem()
            .Code.ShouldNotBeNull();
    }

    // Fails when: the address can be changed once the sources confirmed it: the letter would go to whoever changed it.
    [Fact, Trait("Requirement", "R18"), Trait("Threat", "Letter-theft")]
    public async Task The_address_is_frozen_once_it_was_confirmed()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Business, "/verify/letter-code");
        var token = browser.ValueOf("__RequestVerificationToken")!;
        var elsewhere = Business with
        {
            Instead = new Dictionary<string, string> { ["street"] = "1 Thief Road" },
        };

        foreach (var page in new[] { "/verify/identity", "/verify/review" })
        {
            await browser
                .NewTab()
                .Post(page, [("__RequestVerificationToken", token), .. elsewhere.IdentityFields]);
        }

        await browser.SubmitForm(Registrations.Resend);
        var letters = await host.Letters(Business);
        letters.Count.ShouldBe(2);
        letters.ShouldAllBe(letter => letter.Body.Contains(Street));
        letters.ShouldAllBe(letter => !letter.Body.Contains("Thief"));
    }

    // Fails when: a third letter is sent, or its refusal does not say when one may be.
    [Fact, Trait("Requirement", "D6")]
    public async Task A_third_letter_is_refused_with_the_date_of_the_next()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Business, "/verify/letter-code");
        await browser.SubmitForm(Registrations.Resend);
        browser.MainText.ShouldContain("Your letter is on its way.");
        var code = await host.LetterCode(Business);

        await browser.SubmitForm(Registrations.Resend);

        browser.MainText.ShouldContain("Two letters were sent already.");
        browser
            .Page.QuerySelector("main time")!
            .GetAttribute("datetime")
            .ShouldBe("2026-04-01T12:00:00Z");
        (await host.Letters(Business)).Count.ShouldBe(2);
        (await browser.Submit(("code", code))).Path().ShouldBe("/verify/method");
    }

    // Fails when: the page where a letter is first asked for does not say the date either.
    [Fact, Trait("Requirement", "D6")]
    public async Task It_is_refused_with_the_date_after_an_accepted_one_ended_too()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Business, "/verify/letter-code");
        await browser.SubmitForm(Registrations.Resend);
        await browser.Submit(("code", await host.LetterCode(Business)));
        host.Clock.Advance(TimeSpan.FromHours(24));
        var later = await host.EnterPassword(Business);
        later.Path().ShouldBe("/verify/phone");
        await later.Open("/verify/letter");

        await later.Submit();

        later.Path().ShouldBe("/verify/letter");
        later.MainText.ShouldContain("The next letter can be sent on");
        later
            .Page.QuerySelector("main time")!
            .GetAttribute("datetime")!
            .ShouldStartWith("2026-04-01");
    }

    // Fails when: an accepted letter is good in the session alone that entered it, or for longer than 24 hours.
    [Theory, Trait("Requirement", "D6")]
    [InlineData(-1, "/verify/method")]
    [InlineData(0, "/verify/phone")]
    public async Task An_accepted_letter_is_good_for_a_day_in_any_session(int second, string then)
    {
        await using var host = await RegistrationWalk.Host();
        await host.WalkByLetter(Business, "/verify/method");
        host.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(second));

        (await host.EnterPassword(Business)).Path().ShouldBe(then);
    }

    // Fails when: a code that went out within the 24 hours activates a phone after them.
    [Fact, Trait("Requirement", "D6")]
    public async Task After_a_day_no_code_of_a_phone_is_taken_that_only_the_letter_opened()
    {
        await using var host = await RegistrationWalk.Host();
        await host.WalkByLetter(Business, "/verify/method");
        host.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        var browser = await host.EnterPassword(Business);
        await browser.Submit(("method", "text"), ("phone", Business.Phone));
        var code = await host.NewestCode(Business.Phone);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        await browser.Submit(("code", code));

        browser.Path().ShouldBe("/verify/phone");
        (await host.AccountOf(Business.Email))!.VerifiedAt.ShouldBeNull();
    }

    // Fails when: the code of another person's letter is taken, or the code of a letter after a newer one.
    [Fact, Trait("Requirement", "D6"), Trait("Threat", "Letter-theft")]
    public async Task The_code_of_another_letter_is_wrong()
    {
        await using var host = await RegistrationWalk.Host();
        var thief = Registrant.Of("linda-moore") with
        {
            Email = "thief@example.net",
            Username = "the.thief",
        };
        var browser = await host.WalkByLetter(Business, "/verify/letter-code");
        var stolen = await host.LetterCode(Business);
        var other = await host.WalkByLetter(thief, "/verify/letter-code");

        await other.Submit(("code", stolen));
        other
            .ErrorBeside("code")
            .ShouldBe("This is not the code of your newest letter. Check it and enter it again.");
        await browser.SubmitForm(Registrations.Resend);
        await browser.Submit(("code", stolen));
        browser
            .ErrorBeside("code")
            .ShouldBe("This is not the code of your newest letter. Check it and enter it again.");
        (await browser.Submit(("code", await host.LetterCode(Business))))
            .Path()
            .ShouldBe("/verify/method");
    }

    // Fails when: a mailed code is taken after 30 days, or its page is still shown then.
    [Theory, Trait("Requirement", "R18")]
    [InlineData(-1, "/verify/method")]
    [InlineData(0, "/verify/phone")]
    public async Task Its_page_ends_with_the_code(int second, string then)
    {
        await using var host = await RegistrationWalk.Host();
        await host.WalkByLetter(Business, "/verify/letter-code");
        var code = await host.LetterCode(Business);
        host.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        var browser = await host.EnterPassword(Business);
        browser.Path().ShouldBe("/verify/letter-code");
        host.Clock.Advance(TimeSpan.FromSeconds(second + 1));

        await browser.Submit(("code", code));

        browser.Path().ShouldBe(then);
    }

    // Fails when: what cannot be a code is counted, what is typed is shown again, or another spelling of the code is not taken.
    [Fact, Trait("Requirement", "D2"), Trait("Requirement", "D1")]
    public async Task What_cannot_be_a_code_is_said_beside_the_field_and_any_spelling_is_taken()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Business, "/verify/letter-code");
        foreach (
            var entry in new[]
            {
                "",
                "ABCDE",
                "314159",
                "ABCDE-FGHJU",
                "ÄBCDEFGHJK",
                new string('A', 5_000),
            }
        )
        {
            await browser.Submit(("code", entry));
            browser
                .ErrorBeside("code")
                .ShouldBe("Enter the 10 letters and digits of the activation code in your letter.");
            browser.ValueOf("code").ShouldBeNullOrEmpty();
        }

        var code = await host.LetterCode(Business);
        await browser.Submit(
            ("code", $" {code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)} ")
        );
        browser.Path().ShouldBe("/verify/method");
    }

    // Fails when: after ten wrong entries the letter still counts, or the page does not lead to a new one.
    [Fact, Trait("Requirement", "D2")]
    public async Task After_ten_wrong_entries_a_new_letter_is_needed()
    {
        await using var host = await RegistrationWalk.Host();
        await host.WalkByLetter(Business, "/verify/letter-code");
        var code = await host.LetterCode(Business);
        for (var i = 0; i < 10; i++)
        {
            var wrong = await host.EnterPassword(Business);
            await wrong.Submit(("code", code == "ABCDE-FGHJK" ? "ABCDE-FGHJM" : "ABCDE-FGHJK"));
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        var browser = await host.EnterPassword(Business);
        await browser.Submit(("code", code));

        browser
            .ErrorBeside("code")
            .ShouldBe("The code in your letter is no longer valid. Ask for a new letter below.");
        await browser.SubmitForm(Registrations.Resend);
        host.Clock.Advance(TimeSpan.FromHours(1));
        browser = await host.EnterPassword(Business);
        (await browser.Submit(("code", await host.LetterCode(Business))))
            .Path()
            .ShouldBe("/verify/method");
    }

    // Fails when: a mailed code sent many times at once is accepted twice, or one of the tabs is not led on.
    [Theory, Trait("Requirement", "D2"), Trait("Threat", "Parallel-requests")]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Sent_many_times_at_once_it_is_accepted_once_and_all_are_led_on(Engine engine)
    {
        await using var host = await RegistrationWalk.Host(new HostWishes { Engine = engine });
        var browser = await host.WalkByLetter(Business, "/verify/letter-code");
        var code = await host.LetterCode(Business);
        var tabs = new List<Browser>();
        for (var i = 0; i < 4; i++)
        {
            tabs.Add(await browser.NewTab().Open("/verify/letter-code"));
        }

        await Together.AtOnce(tabs, tab => tab.Submit(("code", code)));

        tabs.ShouldAllBe(tab => tab.Path() == "/verify/method");
        var consumed = await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<OneTimeCode>()
                .CountAsync(row =>
                    row.Kind == CodeKind.MailedActivation.Name && row.ConsumedAt != null
                )
        );
        consumed.ShouldBe(1);
        (await Audited(host, "factor.letter-accepted")).ShouldBe(1);
    }

    // Fails when: the one-session way is closed while a letter is under way, or its code opens anything after that.
    [Fact, Trait("Requirement", "R14"), Trait("Requirement", "D6")]
    public async Task A_phone_in_the_name_still_finishes_at_once_and_ends_the_letter()
    {
        await using var host = await RegistrationWalk.Host();
        var linda = Registrant.Of("linda-moore");
        var browser = await host.WalkByLetter(linda, "/verify/letter-code");
        await browser.Follow("main a[href^='/verify/phone']");
        await browser.Submit(("phone", Business.Phone));
        browser.Path().ShouldBe("/verify/letter-code");
        browser.MainText.ShouldContain("This phone cannot finish your registration now.");
        await browser.Open("/verify/phone");
        await browser.Submit(("phone", linda.Phone));
        browser.Path().ShouldBe("/verify/code");
        (await browser.NewTab().Open("/verify/letter-code")).Path().ShouldBe("/verify/letter-code");

        await browser.Submit(("code", await host.NewestCode(linda.Phone)));

        browser.Path().ShouldBe("/register/done");
        (await host.Count<ActivationLetter>()).ShouldBe(0);
        (
            await host.Do(services =>
                services
                    .GetRequiredService<SecureAccessDbContext>()
                    .Set<OneTimeCode>()
                    .CountAsync(row =>
                        row.Kind == CodeKind.MailedActivation.Name && row.VoidedAt == null
                    )
            )
        ).ShouldBe(0);
    }

    // Fails when: letters, their codes and their reminders leave no trace in the record.
    [Fact, Trait("Requirement", "R18")]
    public async Task Each_step_of_a_letter_is_recorded()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Business, "/verify/letter-code");
        await browser.Submit(("code", "ABCDE-FGHJK"));
        await browser.Submit(("code", await host.LetterCode(Business)));

        (await Audited(host, "factor.letter-sent")).ShouldBe(1);
        (await Audited(host, "factor.letter-refused")).ShouldBe(1);
        (await Audited(host, "factor.letter-accepted")).ShouldBe(1);
    }

    // Fails when: the inbox of Development does not show a letter as its printed page, or shows anything else at such an address.
    [Fact, Trait("Requirement", "R18")]
    public async Task The_development_inbox_shows_the_printed_page()
    {
        await using var host = await RegistrationWalk.Host();
        await host.WalkByLetter(Business, "/verify/letter-code");
        var code = await host.LetterCode(Business);
        var browser = await host.NewBrowser().Open($"/dev/inbox?to={Business.Username}");

        await browser.Follow("main a[href^='/dev/inbox/letter/']");

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Page.QuerySelector("address")!.TextContent.ShouldContain(Street);
        browser.Page.QuerySelectorAll(".code").Length.ShouldBe(2);
        browser.Page.QuerySelector(".code")!.TextContent.ShouldBe(code);
        var sheet = browser.Page.QuerySelector("link[rel='stylesheet']")!.GetAttribute("href")!;
        (await browser.NewTab().Open(sheet)).Body.ShouldContain("@page");
        (await browser.NewTab().Open("/dev/inbox/letter/999999")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await browser.NewTab().Open("/dev/inbox/letter/1")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    private static Task<int> Audited(SecureAccessHost host, string type) =>
        host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<SecureAccess.Audit.AuditEvent>()
                .CountAsync(row => row.Type == type)
        );
}
