using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Registration;

public sealed class UsernamePageTests(RegistrationAt at) : IClassFixture<RegistrationAt>
{
    private const string NotAvailable = "This username is not available. Choose another one.";
    private const string NotForm =
        "A username has 6 to 32 letters, digits, dots, underscores or hyphens, and begins with a letter.";
    private static readonly Registrant Linda = Registrant.Of("linda-moore");

    // Fails when: a used or reserved name is given, is told apart from another, or a name of another form is taken.
    [Theory, Trait("Requirement", "D21")]
    [InlineData("maria.lopez", NotAvailable)]
    [InlineData("MARIA.Lopez", NotAvailable)]
    [InlineData(" maria.lopez ", NotAvailable)]
    [InlineData("administrator", NotAvailable)]
    [InlineData("Secure-Access", NotAvailable)]
    [InlineData("", "Enter a username.")]
    [InlineData("short", NotForm)]
    [InlineData("abcdefghijklmnopqrstuvwxyz1234567", NotForm)]
    [InlineData("1inda.moore", NotForm)]
    [InlineData("linda@moore.org", NotForm)]
    [InlineData("línda.moore", NotForm)]
    [InlineData("linda moore", NotForm)]
    [InlineData("linda.moore\u0007", NotForm)]
    [InlineData("<script>alert(1)</script>", NotForm)]
    [InlineData("linda\ufffemoore", NotForm)]
    public async Task A_name_that_cannot_be_had_is_said_beside_the_field(string name, string error)
    {
        var browser = await at.Page("/register/account");

        await browser.Submit(("username", name), ("password", Linda.Password));

        browser.Path().ShouldBe("/register/account");
        browser.ErrorBeside("username").ShouldBe(error);
        browser.ErrorBeside("password").ShouldBeNull();
        browser.ValueOf("password").ShouldBeNull();
    }

    [Theory]
    [InlineData("sixsix")]
    [InlineData("A-b_c.9")]
    [InlineData("abcdefghijklmnopqrstuvwxyz123456")]
    public async Task A_name_of_the_form_is_taken(string name)
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/register/account");

        await browser.Submit(("username", name), ("password", Linda.Password));

        browser.Path().ShouldBe("/verify/identity");
        (await host.AccountOf(Linda.Email))!.UserName.ShouldBe(name);
    }

    // Fails when: a used and a reserved name are answered with different pages or other statements.
    [Fact, Trait("Requirement", "D21")]
    public async Task Used_and_reserved_are_the_same_answer_after_the_same_work()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/register/account");

        var used = await Try("james.carter");
        var reserved = await Try("getTranscript");

        reserved.Page.ShouldBe(used.Page);
        reserved.Statements.ShouldBe(used.Statements);

        async Task<(string Page, IReadOnlyList<string> Statements)> Try(string name)
        {
            // The budget has a row from the first try on.
            await browser.Submit(("username", "maria.lopez"), ("password", Linda.Password));
            var statements = await host.StatementsOf(() =>
                browser.Submit(("username", name), ("password", Linda.Password))
            );
            return (browser.Comparable(name), statements);
        }
    }

    // Fails when: one registration, or one source, may ask for any number of usernames.
    [Theory, Trait("Requirement", "D21")]
    [InlineData("username-checks-per-registration")]
    [InlineData("username-checks-per-source")]
    public async Task Names_are_asked_for_out_of_a_budget(string budget)
    {
        await using var host = await RegistrationWalk.Host(
            new HostWishes
            {
                Settings = new Dictionary<string, string?> { [$"Limits:Budgets:{budget}"] = "2" },
            }
        );
        var browser = await host.Walk(Linda, "/register/account");
        await browser.Submit(("username", "maria.lopez"), ("password", Linda.Password));
        await browser.Submit(("username", "james.carter"), ("password", Linda.Password));
        // What cannot be a name costs nothing.
        await browser.Submit(("username", "x"), ("password", Linda.Password));
        browser.ErrorBeside("username").ShouldBe(NotForm);

        await browser.Submit(("username", "free.for.all"), ("password", Linda.Password));

        browser
            .ErrorBeside("username")
            .ShouldNotBeNull()
            .ShouldStartWith("Too many usernames were tried. Try again in");
        browser.ValueOf("username").ShouldBe("free.for.all");
    }

    // Fails when: the page answers about usernames to somebody whose email address is not confirmed.
    [Theory, Trait("Requirement", "D21")]
    [InlineData("/register/email", "/register/ended")]
    [InlineData("/register/code", "/register/code")]
    public async Task Before_a_confirmed_address_nothing_is_said_of_usernames(
        string stopped,
        string then
    )
    {
        await using var host = await RegistrationWalk.Host();

        var used = await Ask("maria.lopez", "a@example.net");
        var free = await Ask("maria.lopes", "b@example.net");

        free.ShouldBe(used);

        async Task<string> Ask(string name, string email)
        {
            var browser = await host.Walk(Linda with { Email = email }, stopped);
            await browser.Post(
                "/register/account",
                ("__RequestVerificationToken", browser.ValueOf("__RequestVerificationToken")!),
                ("username", name),
                ("password", Linda.Password)
            );
            browser.Path().ShouldBe(then);
            return browser.Comparable(name, email);
        }
    }
}
