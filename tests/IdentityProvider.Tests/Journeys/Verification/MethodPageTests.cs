using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Delivery;
using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Verification;

/// <summary>What is set up once a letter was accepted: phones of every kind, and the app.</summary>
public sealed class MethodPageTests
{
    private const string Shared = "+12065550171";
    private static readonly Registrant Business = Registrant.Of("business-phone");
    private static readonly Registrant Landline = Registrant.Of("landline");

    // Fails when: what is missing or no phone is not said beside its field, or a code is sent all the same.
    [Theory, Trait("Requirement", "R15")]
    [InlineData("", "", "method", "Choose what you want to set up.")]
    [InlineData("passkey", "+16175550122", "method", "Choose what you want to set up.")]
    [InlineData("text", "", "phone", "Enter the number of the phone.")]
    [InlineData("voice", "   ", "phone", "Enter the number of the phone.")]
    [InlineData(
        "text",
        "12",
        "phone",
        "This is not a phone number. Enter all of its digits, the area code included."
    )]
    [InlineData(
        "text",
        "+442079460000",
        "phone",
        "We cannot send codes to phones in this country. Use another phone."
    )]
    public async Task What_cannot_be_set_up_is_said_beside_its_field(
        string method,
        string phone,
        string field,
        string error
    )
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Business, "/verify/method");

        await browser.Submit(("method", method), ("phone", phone));

        browser.Path().ShouldBe("/verify/method");
        browser.ErrorBeside(field).ShouldBe(error);
        (await host.Messages(channel: Channel.Text)).ShouldBeEmpty();
        (await host.Messages(channel: Channel.Voice)).ShouldBeEmpty();
    }

    // Fails when: the phone named before the letter is asked for again, or shown to a session that has a password alone.
    [Fact, Trait("Requirement", "R15")]
    public async Task The_phone_named_before_the_letter_is_kept_and_not_shown()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Business, "/verify/phone");
        await browser.Submit(("phone", Business.Phone));
        await browser.Submit();
        await browser.Submit(("code", await host.LetterCode(Business)));
        browser.MainText.ShouldContain("ending in 22");
        browser.Body.ShouldNotContain("5550122");

        await browser.Submit(("method", "voice"), ("phone", ""));

        browser.Path().ShouldBe("/verify/code");
        browser
            .Page.QuerySelector("main form[data-code='activation']")!
            .GetAttribute("data-channel")
            .ShouldBe("voice");
        browser.MainText.ShouldContain("We call the number ending in 22");
        browser.MainText.ShouldContain("valid for 10 minutes");
        var call = (await host.Messages(Business.Phone)).ShouldHaveSingleItem();
        call.Channel.ShouldBe(Channel.Voice);
        call.Body.ShouldContain(string.Join(", ", call.Code!.ToCharArray()));
        call.Body.ShouldContain("activation code");
    }

    // Fails when: a landline is texted, or text is offered for the landline that was named before.
    [Fact, Trait("Requirement", "R15"), Trait("Requirement", "D11")]
    public async Task A_landline_is_called_and_never_texted()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Landline, "/verify/method");
        browser.Page.QuerySelector("[name='method'][value='text']").ShouldNotBeNull();
        await browser.Submit(("method", "text"), ("phone", Landline.Phone));
        browser
            .ErrorBeside("method")
            .ShouldBe("This is a landline: it cannot receive text messages. Choose calls.");
        await browser.Open("/verify/method");
        browser.Page.QuerySelector("[name='method'][value='text']").ShouldBeNull();
        (await browser.NewTab().Open("/verify/method?phone=other"))
            .Page.QuerySelector("[name='method'][value='text']")
            .ShouldNotBeNull();

        await browser.Submit(("method", "voice"), ("phone", ""));

        browser.Path().ShouldBe("/verify/code");
        (await host.Messages(Landline.Phone))
            .ShouldHaveSingleItem()
            .Channel.ShouldBe(Channel.Voice);
    }

    // Fails when: a landline that was set up is offered a text at sign-in.
    [Fact, Trait("Requirement", "R19")]
    public async Task Who_set_up_a_landline_signs_in_by_call()
    {
        await using var host = await RegistrationWalk.Host();
        await host.WalkByLetter(Landline, "/register/done", "voice");

        var browser = await host.EnterPassword(Landline);

        browser
            .Page.QuerySelectorAll("[name='method']")
            .Select(choice => choice.GetAttribute("value"))
            .ShouldBe(["voice"]);
    }

    // Fails when: a letter opens a phone that another person's account activated, or the other ways are closed by it.
    [Fact, Trait("Requirement", "R21"), Trait("Requirement", "D12")]
    public async Task A_phone_of_someone_else_is_refused_and_the_app_is_still_open()
    {
        await using var host = await RegistrationWalk.Host();
        var walk = RegistrationWalk.App(host, Business);
        var browser = await walk.To(host.NewBrowser(), "/verify/method");
        foreach (var method in new[] { "text", "voice" })
        {
            await browser.Submit(("method", method), ("phone", "+12025550143"));
            browser
                .ErrorBeside("phone")
                .ShouldBe("This phone cannot be used. Name another phone, or choose the app.");
        }

        browser.MainText.ShouldNotContain("maria", Case.Insensitive);
        (await host.Messages("+12025550143")).ShouldBeEmpty();
        await walk.GoOnTo(browser, "/register/done");
    }

    // Fails when: two people who had letters both get one phone, or who is late is not led to the other ways.
    [Fact, Trait("Requirement", "R21"), Trait("Requirement", "D12")]
    public async Task A_phone_that_someone_else_activated_meanwhile_is_refused_after_its_code()
    {
        var people = People.Sharing(Shared, 2);
        await using var host = await RegistrationWalk.Host(People.FileOf(people));
        var first = Person(people[0], 1);
        var second = Person(people[1], 2);
        var browser = await host.WalkByLetter(first, "/verify/code", "voice");
        var code = await host.NewestCode(Shared);
        await host.WalkByLetter(second, "/register/done");

        await browser.Submit(("code", code));

        browser.Path().ShouldBe("/verify/method");
        browser
            .ErrorBeside("phone")
            .ShouldBe("This phone cannot be used. Name another phone, or choose the app.");
        (await host.AccountOf(first.Email))!.VerifiedAt.ShouldBeNull();
        (await host.Count<ActivatedPhone>()).ShouldBe(1);
        await RegistrationWalk.App(host, first).GoOnTo(browser, "/register/done");
    }

    // Fails when: who has another account gets a second verified one by the app, or the older account is not told.
    [Theory, Trait("Requirement", "D13")]
    [InlineData("app")]
    [InlineData("voice")]
    public async Task The_same_person_is_told_of_the_older_account_after_the_proof(string method)
    {
        await using var host = await RegistrationWalk.Host();
        var older = Registrant.Of("linda-moore");
        await host.Walk(older, "/register/done");
        var newer = older with { Email = "second@example.net", Username = "second.name" };

        var browser = await host.WalkByLetter(newer, "/verify/account-exists", method);

        browser.Path().ShouldBe("/verify/account-exists");
        (await host.AccountOf(newer.Email))!.VerifiedAt.ShouldBeNull();
        (await host.Count<AuthenticatorApp>()).ShouldBe(1);
        (await host.Messages(older.Email))[0]
            .Subject.ShouldBe("Somebody registered with Secure Access as you");
        (await browser.NewTab().Open(Visitor.From("own"))).SentTo.ShouldBeNull();
        (await host.EnterPassword(newer)).Path().ShouldBe("/verify/account-exists");
    }

    // Fails when: choosing the app is held against a phone that is chosen afterwards, or the other way round.
    [Fact, Trait("Requirement", "R15")]
    public async Task One_can_choose_another_way_until_one_is_proven()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Business, "/verify/method");
        await browser.Submit(("method", "app"));
        browser.Path().ShouldBe("/verify/app");
        await browser.Follow("main a[href^='/verify/method']");
        await browser.Submit(("method", "text"), ("phone", Business.Phone));
        browser.Path().ShouldBe("/verify/code");
        await browser.Follow("main a[href^='/verify/method']");
        await browser.Submit(("method", "app"));
        browser.Path().ShouldBe("/verify/app");
        await browser.Open("/verify/method");
        await browser.Submit(("method", "voice"), ("phone", ""));
        browser.Path().ShouldBe("/verify/code");

        await browser.Submit(("code", await host.NewestCode(Business.Phone)));

        browser.Path().ShouldBe("/register/done");
        (await host.Messages(Business.Phone)).Count.ShouldBe(2);
    }

    // Fails when: the app's form takes what is no code of the secret shown, or shows another secret after an error.
    [Fact, Trait("Requirement", "R20")]
    public async Task A_wrong_app_code_verifies_nobody()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Business, "/verify/app", "app");
        var key = browser.Page.QuerySelector("[data-app-key]")!.TextContent;
        foreach (
            var (entry, error) in new[]
            {
                ("", "Enter the 6 digits that your app shows."),
                ("abcdef", "Enter the 6 digits that your app shows."),
                ("000000", "This is not the code that the app should show now."),
            }
        )
        {
            await browser.Submit(("code", entry));
            browser.ErrorBeside("code").ShouldNotBeNull().ShouldStartWith(error);
            browser.Page.QuerySelector("[data-app-key]")!.TextContent.ShouldBe(key);
        }

        (await host.AccountOf(Business.Email))!.VerifiedAt.ShouldBeNull();
    }

    // Fails when: an account that was there before cannot be verified by mail, binds an app without a fresh second factor, or is not told of it.
    [Fact, Trait("Requirement", "R15"), Trait("Requirement", "D11")]
    public async Task An_account_that_was_there_before_is_verified_by_mail()
    {
        await using var host = await RegistrationWalk.Host();
        var peter = Registrant.Of("peter-novak") with
        {
            Username = "peter.novak",
            Password = "winter apple orchard",
            Email = "peter@example.org",
        };
        var walk = new RegistrationWalk(host, peter) { ByLetter = "text" };
        var browser = await walk.To(host.NewBrowser(), "/verify/letter-code", Visitor.From("own"));
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        await browser.Submit(("code", await host.LetterCode(peter)));
        browser.Path().ShouldBe("/sign-in/method");
        browser.Url.Query.ShouldContain("errand=bind-phone");
        var byApp = RegistrationWalk.App(host, peter);
        await browser.Submit(("method", "text"));
        await browser.Submit(("code", await host.NewestCode(peter.Phone)));
        browser.Path().ShouldBe("/verify/method");

        await byApp.GoOnTo(browser, "");

        browser.SentParameters.Keys.ShouldContain("code");
        var account = (
            await host.Do(services =>
                services
                    .GetRequiredService<AccountLookup>()
                    .ByName("peter.novak", CancellationToken.None)
            )
        )!;
        account.VerifiedAt.ShouldNotBeNull();
        var options = await host.Do(services =>
            services.GetRequiredService<SecondFactors>().Options(account.Id, CancellationToken.None)
        );
        options.Select(option => option.Method).ShouldBe(["text", "voice", "app"]);
        (await host.Messages(channel: Channel.Email))
            .Select(message => message.Subject)
            .ShouldContain("An authenticator app was added to your Secure Access account");
        (await host.Letters(peter))[0].Code.ShouldBeNull();
    }

    // Fails when: a phone or app can be set up before a letter was accepted.
    [Theory, Trait("Requirement", "R15"), Trait("Requirement", "D6")]
    [InlineData("/verify/phone")]
    [InlineData("/verify/letter-code")]
    public async Task Nothing_is_set_up_before_a_letter_was_accepted(string stopped)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.WalkByLetter(Business, stopped);
        var token = browser.ValueOf("__RequestVerificationToken")!;

        foreach (var method in new[] { "text", "voice", "app" })
        {
            var tab = await browser
                .NewTab()
                .Post(
                    "/verify/method",
                    ("__RequestVerificationToken", token),
                    ("method", method),
                    ("phone", Business.Phone)
                );
            tab.Path().ShouldBe(stopped);
        }

        await browser
            .NewTab()
            .Post("/verify/app", ("__RequestVerificationToken", token), ("code", "123456"));
        (await host.Messages(Business.Phone)).ShouldBeEmpty();
        (await host.Count<PendingApp>()).ShouldBe(0);
    }

    private static Registrant Person(System.Text.Json.Nodes.JsonObject record, int number) =>
        new(record) { Email = $"person{number}@example.net", Username = $"person-{number}" };
}
