using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.SignIn;

public sealed class PasswordPageTests
{
    private static readonly TestPerson Maria = new();

    // Fails when: Home shows any session as signed in, or SignInProgress lets a password alone through.
    [Fact, Trait("Requirement", "R3")]
    public async Task A_password_alone_signs_nobody_in()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = host.NewBrowser();
        await browser.Open("/sign-in");

        await browser.EnterPassword(Maria);

        browser.Path().ShouldBe("/sign-in/method");
        (await browser.Open("/")).Heading().ShouldNotBe("You are signed in");
        (await browser.Open(Visitor.From("own"))).Path().ShouldBe("/sign-in/method");
    }

    [Fact]
    public async Task The_way_on_is_the_first_form_and_its_first_button_has_no_name()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open("/sign-in");

        var form = browser.Page.QuerySelector<IHtmlFormElement>("main form")!;

        form.QuerySelectorAll("[name='username'], [name='password']").Length.ShouldBe(2);
        form.QuerySelector("button")!.HasAttribute("name").ShouldBeFalse();
        form.QuerySelector("[name='username']")!.GetAttribute("autocomplete").ShouldBe("username");
        form.QuerySelector("[name='password']")!
            .GetAttribute("autocomplete")
            .ShouldBe("current-password");
        browser.Page.QuerySelectorAll("main").Length.ShouldBe(1);
        browser.Page.QuerySelectorAll("h1").Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "x")]
    [InlineData("a\u0001b", "x")]
    [InlineData("line\r\nfeed", "x")]
    public async Task A_name_that_cannot_be_one_is_an_error_beside_the_field(
        string username,
        string password
    )
    {
        await using var host = await SecureAccessHost.Start();
        var browser = await host.NewBrowser().Open("/sign-in");

        await browser.Submit(("username", username), ("password", password));

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.ErrorBeside("username").ShouldNotBeNullOrEmpty();
        browser.Page.Title.ShouldNotBeNull().ShouldStartWith("Error:");
    }

    [Theory]
    [InlineData(255)]
    [InlineData(5_000)]
    public async Task An_overlong_name_or_password_is_an_error_beside_its_field(int length)
    {
        await using var host = await SecureAccessHost.Start();
        var browser = await host.NewBrowser().Open("/sign-in");

        await browser.Submit(
            ("username", new string('x', length)),
            ("password", new string('y', length + 2))
        );

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.ErrorBeside("username").ShouldNotBeNullOrEmpty();
        browser.ErrorBeside("password").ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("Žofie-Ωмарία-🔑")]
    [InlineData("josé@exämple.org")]
    [InlineData("' OR 1=1 --")]
    [InlineData("<script>alert(1)</script>")]
    public async Task A_name_of_any_characters_is_answered_like_any_unknown_name_and_comes_back_as_typed(
        string username
    )
    {
        await using var host = await SecureAccessHost.Start();
        var browser = await host.NewBrowser().Open("/sign-in");

        await browser.Submit(("username", username), ("password", "pässwörd \u0007 🔒"));

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser
            .ErrorBeside("password")
            .ShouldBe(
                "This username and password do not belong together. Check both and try again."
            );
        browser.ValueOf("username").ShouldBe(username);
        browser.ValueOf("password").ShouldBeNull();
    }

    [Fact]
    public async Task Fields_that_are_missing_or_doubled_are_an_error_and_never_a_failure()
    {
        await using var host = await SecureAccessHost.Start();
        var browser = await host.NewBrowser().Open("/sign-in");
        var token = browser.ValueOf("__RequestVerificationToken")!;

        await browser.Post("/sign-in", ("__RequestVerificationToken", token));
        browser.ErrorBeside("username").ShouldNotBeNull();
        browser.ErrorBeside("password").ShouldNotBeNull();

        await browser.Post(
            "/sign-in",
            ("__RequestVerificationToken", token),
            ("username", "a"),
            ("username", "b"),
            ("password", "c"),
            ("password", "d")
        );
        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.ErrorBeside("password").ShouldNotBeNull();
    }

    // Fails when: PasswordSignIn tells an unknown name from a wrong password, or the page words them differently.
    [Fact, Trait("Requirement", "D21"), Trait("Threat", "Credential-stuffing")]
    public async Task A_known_and_an_unknown_name_get_the_same_status_body_and_headers()
    {
        await using var host = await Visitor.HostWithTools(Maria);

        // As often as the delay of D4 begins, and once beyond it.
        for (var round = 0; round < 6; round++)
        {
            var known = await Try(host, Maria.Username!, "10.1.0.1");
            var unknown = await Try(host, "maria.lopes", "10.2.0.1");
            var email = await Try(host, Maria.Email, "10.3.0.1");
            var unknownEmail = await Try(host, "nobody@example.org", "10.4.0.1");

            unknown.ShouldBe(known, $"round {round}");
            unknownEmail.ShouldBe(email, $"round {round}");
        }
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_page_says_how_long_to_wait()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        var browser = await host.NewBrowser().Open("/sign-in");
        for (var i = 0; i < 5; i++)
        {
            await browser.Submit(("username", Maria.Username!), ("password", "wrong"));
        }

        await browser.EnterPassword(Maria);

        browser
            .ErrorBeside("password")
            .ShouldBe("There were too many tries. Try again in 30 seconds.");
    }

    [Fact]
    public async Task Going_back_and_entering_another_name_begins_again_with_that_name()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        await host.Add(TestPerson.Second);
        var browser = await host.NewBrowser().Open("/sign-in");
        var before = browser.NewTab();
        await before.Open("/sign-in");
        await browser.EnterPassword(Maria);

        await before.EnterPassword(TestPerson.Second);
        await before.EnterCodeByText(host, TestPerson.Second);

        before.MainText.ShouldContain(TestPerson.Second.Username!);
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_led_on_from_the_sign_in_page_and_an_old_form_changes_nothing()
    {
        await using var host = await Visitor.HostWithTools(Maria);
        await host.Add(TestPerson.Second);
        var browser = host.NewBrowser();
        var before = browser.NewTab();
        await before.Open("/sign-in");
        await browser.SignIn(host, Maria);

        await before.EnterPassword(TestPerson.Second);

        before.Heading().ShouldBe("You are signed in");
        before.MainText.ShouldContain(Maria.Username!);
        (await browser.Open("/sign-in")).Path().ShouldBe("/");
    }

    [Fact]
    public async Task The_name_that_the_tool_expects_is_filled_in()
    {
        await using var host = await Visitor.HostWithTools(Maria);

        var browser = await host.NewBrowser()
            .Open(Visitor.From("own", "&login_hint=maria%40example.org"));

        browser.ValueOf("username").ShouldBe("maria@example.org");
        browser.Url.ToString().ShouldNotContain("example.org");
    }

    private static async Task<string> Try(SecureAccessHost host, string username, string source)
    {
        var browser = await host.NewBrowser(source).Open("/sign-in");
        await browser.Submit(("username", username), ("password", "not the password"));
        return Comparable(browser).Replace(username, "NAME", StringComparison.Ordinal);
    }

    // All but what is random in every answer: the nonce, the antiforgery value, the date.
    private static string Comparable(Browser browser)
    {
        var headers = browser
            .Response.Headers.Concat(browser.Response.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Content-Security-Policy"))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
        foreach (
            var random in browser.Page.QuerySelectorAll(
                "[name='__RequestVerificationToken'], script"
            )
        )
        {
            random.Remove();
        }

        return $"{(int)browser.Status}\n{string.Join('\n', headers)}\n{browser.Page.DocumentElement.OuterHtml}";
    }
}
