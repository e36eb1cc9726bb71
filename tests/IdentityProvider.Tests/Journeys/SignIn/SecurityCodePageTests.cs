using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using OtpNet;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.SignIn;

public sealed class SecurityCodePageTests
{
    private static readonly TestPerson Maria = new()
    {
        AppSecret = "MFZWQ5DIMNXWIZLTMVRXEZLUMF4GC3LQ",
    };

    // Fails when: the page takes the code of an earlier sign-in, or prints a lifetime that is not the table's.
    [Fact, Trait("Requirement", "R19")]
    public async Task Each_sign_in_asks_for_a_new_six_digit_code_by_text_and_says_that_it_lives_ten_minutes()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var first = host.NewBrowser();
        await first.SignIn(host, Maria);
        var used = await host.NewestCode(Maria.Phone!);
        await first.Open("/sign-out");
        await first.Submit();

        await first.Open("/sign-in");
        await first.EnterPassword(Maria);
        await first.Submit(("method", "text"));

        var form = first.Page.QuerySelector<IHtmlFormElement>("main form")!;
        form.Dataset["code"].ShouldBe("security");
        form.Dataset["channel"].ShouldBe("text");
        form.QuerySelector("[name='code']")!.GetAttribute("autocomplete").ShouldBe("one-time-code");
        first.MainText.ShouldContain("valid for 10 minutes");
        var fresh = await host.NewestCode(Maria.Phone!);
        fresh.ShouldMatch("^[0-9]{6}$");
        if (used != fresh)
        {
            await first.Submit(("code", used));
            first
                .ErrorBeside("code")
                .ShouldBe("This is not the right code. Check it and enter it again.");
        }

        (await first.Submit(("code", fresh))).Heading().ShouldBe("You are signed in");
    }

    // Fails when: a code is taken at or after ten minutes, or the person is sent back without being told why.
    [Fact, Trait("Requirement", "R19")]
    public async Task A_code_that_comes_too_late_leads_back_with_its_reason()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open("/sign-in");
        await browser.EnterPassword(Maria);
        await browser.Submit(("method", "text"));
        var code = await host.NewestCode(Maria.Phone!);
        host.Clock.Advance(TimeSpan.FromMinutes(10));

        await browser.Submit(("code", code));

        browser.Path().ShouldBe("/sign-in/method");
        browser.MainText.ShouldContain("no longer valid");
        (await browser.EnterCodeByText(host, Maria)).Heading().ShouldBe("You are signed in");
    }

    // Fails when: VoiceCall is not offered, or its code is not taken.
    [Fact, Trait("Requirement", "R19")]
    public async Task A_voice_call_brings_the_code_too()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open("/sign-in");
        await browser.EnterPassword(Maria);

        await browser.Submit(("method", "voice"));

        browser
            .Page.QuerySelector<IHtmlFormElement>("main form")!
            .Dataset["channel"]
            .ShouldBe("voice");
        (await browser.Submit(("code", await host.NewestCode(Maria.Phone!))))
            .Heading()
            .ShouldBe("You are signed in");
    }

    // Fails when: the app's row of the table of codes says anything but 60 seconds, or the app is not asked.
    [Fact, Trait("Requirement", "R20")]
    public async Task The_authenticator_apps_code_is_taken_and_the_page_says_that_it_lives_sixty_seconds()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open("/sign-in");
        await browser.EnterPassword(Maria);

        await browser.Submit(("method", "app"));

        browser.MainText.ShouldContain("valid for 60 seconds");
        browser
            .Page.QuerySelector<IHtmlFormElement>("main form")!
            .Dataset["channel"]
            .ShouldBe("app");
        var code = new Totp(Base32Encoding.ToBytes(Maria.AppSecret)).ComputeTotp(
            host.Clock.GetUtcNow().UtcDateTime
        );
        (await browser.Submit(("code", code))).Heading().ShouldBe("You are signed in");
    }

    [Fact]
    public async Task Text_and_voice_are_called_less_safe_where_they_are_chosen_and_the_app_is_named_as_the_other_way()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open("/sign-in");

        await browser.EnterPassword(Maria);

        browser.MainText.ShouldContain(
            "Text messages and calls are less safe than an authenticator app"
        );
        browser
            .Page.QuerySelectorAll("input[name='method']")
            .Select(input => input.GetAttribute("value"))
            .ShouldBe(["text", "voice", "app"]);
        browser.MainText.ShouldNotContain(Maria.Phone![..^2]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("１２３４５６")]
    [InlineData("12345\u0007")]
    public async Task What_cannot_be_a_code_is_an_error_beside_the_field_and_not_counted(
        string entry
    )
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open("/sign-in");
        await browser.EnterPassword(Maria);
        await browser.Submit(("method", "text"));

        for (var i = 0; i < 6; i++)
        {
            await browser.Submit(("code", entry));
            browser.ErrorBeside("code").ShouldBe("Enter the 6 digits of your security code.");
        }

        await browser.Submit(("code", new string('7', 5_000)));
        browser.ErrorBeside("code").ShouldNotBeNull();
        browser.ValueOf("code").ShouldBeNull();
        (await browser.Submit(("code", await host.NewestCode(Maria.Phone!))))
            .Heading()
            .ShouldBe("You are signed in");
    }

    [Theory]
    [InlineData("")]
    [InlineData("pigeon")]
    [InlineData("passkey")]
    public async Task A_method_that_the_account_has_not_is_an_error_beside_the_choice(string method)
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open("/sign-in");
        await browser.EnterPassword(Maria);

        await browser.Submit(("method", method));

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.ErrorBeside("method").ShouldNotBeNull();
        (await host.Messages(Maria.Phone!)).ShouldBeEmpty();
    }

    // Fails when: the page offers a resend within the 30 seconds of D7, or sends more than three.
    [Fact, Trait("Requirement", "D7")]
    public async Task Another_code_can_be_had_after_thirty_seconds_three_times()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open("/sign-in");
        await browser.EnterPassword(Maria);
        await browser.Submit(("method", "text"));

        await browser.SubmitForm(Resend);
        browser.MainText.ShouldContain("You can have a new code sent in 30 seconds.");

        for (var i = 0; i < 3; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(30));
            await browser.SubmitForm(Resend);
            browser.MainText.ShouldContain("A new code is on its way.");
        }

        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await browser.SubmitForm(Resend);
        browser.MainText.ShouldContain("You can have a new code sent in");
        (await host.Messages(Maria.Phone!)).Count.ShouldBe(4);
        // The main form is the page's own again after another one failed.
        (await browser.Submit(("code", await host.NewestCode(Maria.Phone!))))
            .Heading()
            .ShouldBe("You are signed in");
    }

    [Fact]
    public async Task Another_way_can_be_chosen_while_a_code_is_awaited()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open(Visitor.From("own"));
        await browser.EnterPassword(Maria);
        await browser.Submit(("method", "text"));

        await browser.Follow("main a[href^='/sign-in/method']");
        await browser.Submit(("method", "app"));

        browser.MainText.ShouldContain("authenticator app");
        var code = new Totp(Base32Encoding.ToBytes(Maria.AppSecret)).ComputeTotp(
            host.Clock.GetUtcNow().UtcDateTime
        );
        await browser.Submit(("code", code));
        browser.SentTo!.Host.ShouldBe("own.example");
    }

    [Fact]
    public async Task A_code_form_sent_twice_leads_on_and_not_to_an_error()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open("/sign-in");
        await browser.EnterPassword(Maria);
        await browser.Submit(("method", "text"));
        var code = await host.NewestCode(Maria.Phone!);
        var again = browser.NewTab();
        await again.Open("/sign-in/code");
        await browser.Submit(("code", code));

        await again.Submit(("code", code));

        again.Heading().ShouldBe("You are signed in");
    }

    private const string Resend = "main form[action*='Resend']";
}
