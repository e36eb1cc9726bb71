using System.Net;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Registration;

public sealed class BadInputTests
{
    private const string Token = "__RequestVerificationToken";

    public static TheoryData<string> Steps => [.. BadInput.Steps];

    public static TheoryData<string> Forms =>
        new(
            "/register/email",
            "/register/code",
            "/register/account",
            "/register/username",
            "/verify/identity",
            "/verify/financial-account",
            "/verify/phone",
            "/verify/code",
            "/verify/letter-code",
            "/verify/method",
            "/verify/app"
        );

    // Fails when: a page can be opened before its step, or leads anywhere but to where the registration is.
    [Theory, Trait("Requirement", "D18"), MemberData(nameof(Steps))]
    public async Task Every_page_out_of_order_leads_to_where_the_registration_is(string step)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await BadInput.At(host, step);
        foreach (var page in BadInput.Pages)
        {
            await browser.Open(page);

            browser.Status.ShouldBe(HttpStatusCode.OK, page);
            browser.Path().ShouldBeOneOf([step, .. MayBeShown(step)]);
        }

        await browser.Open("/register/email");
        browser.Path().ShouldBe(step);
    }

    // Fails when: a form of another step does anything.
    [Theory, MemberData(nameof(Steps))]
    public async Task Every_form_out_of_order_changes_nothing(string step)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await BadInput.At(host, step);
        var token =
            (await browser.NewTab().Open("/register")).ValueOf(Token)
            ?? browser.ValueOf(Token)
            ?? (await browser.NewTab().Open("/sign-out")).ValueOf(Token);
        // Asking for a letter is open to who may see its page.
        foreach (
            var target in BadInput.Targets.Where(target =>
                Page(target) != step
                && !(Page(target) == "/verify/letter" && MayBeShown(step).Contains(target))
            )
        )
        {
            var tab = browser.NewTab();
            await tab.Post(target, (Token, token!));

            ((int)tab.Status).ShouldBeLessThan(500, target);
            (await tab.Open("/register/email")).Path().ShouldBe(step, target);
        }
    }

    // Fails when: a page is rendered for a form or a method that it has no handler for, with nothing read.
    [Fact]
    public async Task A_form_that_a_page_has_not_is_refused_and_never_a_failure()
    {
        await using var host = await RegistrationWalk.Host();
        foreach (var page in new[] { "/register", "/register/ended", "/register/done" })
        {
            var browser = await host.NewBrowser().Open("/register/email");
            await browser.Post(page, (Token, browser.ValueOf(Token)!));
            browser.Status.ShouldBe(HttpStatusCode.MethodNotAllowed, page);
        }

        foreach (var page in BadInput.Pages)
        {
            var browser = await host.NewBrowser().Open("/register/email");
            await browser.NewTab().Open($"{page}?handler=Nothing");
            await browser.Post($"{page}?handler=Nothing", (Token, browser.ValueOf(Token)!));
            ((int)browser.Status).ShouldBeLessThan(500, page);
        }
    }

    // Fails when: a form with the character zero, which no browser sends, is a failure of the server.
    [Fact]
    public async Task A_form_with_the_character_zero_is_refused_and_never_a_failure()
    {
        await using var host = await RegistrationWalk.Host();
        foreach (var page in new[] { "/register/email", "/sign-in" })
        {
            var browser = await host.NewBrowser().Open(page);
            await browser.Post(
                page,
                (Token, browser.ValueOf(Token)!),
                ("email", "a\0b"),
                ("username", "a\0b")
            );
            browser.Status.ShouldBe(HttpStatusCode.BadRequest, page);
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Whatever_is_typed_is_an_error_beside_a_field_and_never_a_failure(string page)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await BadInput.At(host, page);
        var token = browser.ValueOf(Token)!;
        var fields = BadInput.FieldsOf(browser);
        foreach (var text in BadInput.Texts)
        {
            await browser.Post(page, [(Token, token), .. fields.Select(field => (field, text))]);

            browser.Status.ShouldBe(HttpStatusCode.OK, text);
            browser.Path().ShouldBe(page, text);
            browser.Page.QuerySelector("[data-error-summary]").ShouldNotBeNull(text);
            browser.Body.ShouldNotContain("<script>alert");
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Missing_and_doubled_fields_are_errors_and_never_a_failure(string page)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await BadInput.At(host, page);
        var token = browser.ValueOf(Token)!;
        var fields = BadInput.FieldsOf(browser);

        await browser.Post(page, (Token, token));
        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Page.QuerySelector("[data-error-summary]").ShouldNotBeNull();

        await browser.Post(
            page,
            [(Token, token), .. fields.SelectMany(field => new[] { (field, "12"), (field, "<b>") })]
        );
        ((int)browser.Status).ShouldBeLessThan(500);
        browser.Path().ShouldBe(page);
    }

    // Fails when: a form is taken without the antiforgery value, with a wrong one, or from a browser that has no cookies.
    [Theory, Trait("Threat", "Cross-site-request-forgery"), MemberData(nameof(Forms))]
    public async Task A_form_without_its_antiforgery_value_or_cookies_is_refused(string page)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await BadInput.At(host, page);
        var token = browser.ValueOf(Token)!;

        (await browser.Post(page)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.Post(page, (Token, "wrong"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.Post(page, (Token, token[..^4] + "AAAA"))).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await host.NewBrowser().Post(page, (Token, token))).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task Cookies_that_are_nobodys_open_nothing()
    {
        await using var host = await RegistrationWalk.Host();
        foreach (var value in new[] { "", "x", new string('A', 43), new string('A', 4_000) })
        {
            var browser = host.NewBrowser();
            browser.Cookies.Add(
                new Cookie("secureaccess-registration", value, "/", host.Origin.Host)
            );
            browser.Cookies.Add(new Cookie("secureaccess-session", value, "/", host.Origin.Host));
            foreach (var page in BadInput.Pages)
            {
                await browser.Open(page);
                browser.Status.ShouldBe(HttpStatusCode.OK);
                browser
                    .Path()
                    .ShouldBeOneOf("/register", "/register/email", "/register/ended", "/sign-in");
            }
        }
    }

    // Fails when: the cookie from before the confirmation opens the confirmed registration: whoever planted it would choose the password.
    [Fact, Trait("Threat", "Session-fixation"), Trait("Requirement", "R16")]
    public async Task The_cookie_from_before_the_confirmation_opens_nothing_after_it()
    {
        await using var host = await RegistrationWalk.Host();
        var victim = await host.Walk(Registrant.Of("linda-moore"), "/register/code");
        var planted = host.NewBrowser();
        planted.Cookies.Add(
            new Cookie(
                "secureaccess-registration",
                victim.Cookies.GetCookies(host.Origin)["secureaccess-registration"]!.Value,
                "/",
                host.Origin.Host
            )
        );
        (await planted.Open("/register/code")).Path().ShouldBe("/register/code");

        await victim.Submit(("code", await host.NewestCode(Registrant.Of("linda-moore").Email)));

        victim.Path().ShouldBe("/register/account");
        (await planted.Open("/register/account")).Path().ShouldBe("/register/ended");
    }

    private static string Page(string target) => target.Split('?')[0];

    private static string[] MayBeShown(string step) =>
        step switch
        {
            "/verify/financial-account" => ["/register", "/register/ended", "/verify/identity"],
            "/verify/review" =>
            [
                "/register",
                "/register/ended",
                "/verify/identity",
                "/verify/financial-account",
            ],
            "/verify/phone" => ["/register", "/register/ended", "/verify/letter"],
            "/verify/code" => ["/register", "/register/ended", "/verify/phone", "/verify/letter"],
            "/verify/letter-code" => ["/register", "/register/ended", "/verify/phone"],
            "/verify/app" => ["/register", "/register/ended", "/verify/method"],
            // With nothing in hand a later page leads to signing in.
            "/register/email" => ["/register", "/register/ended", "/sign-in"],
            _ => ["/register", "/register/ended"],
        };
}
