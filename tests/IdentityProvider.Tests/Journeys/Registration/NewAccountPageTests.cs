using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Registration;

public sealed class NewAccountPageTests(RegistrationAt at) : IClassFixture<RegistrationAt>
{
    private const string Fox = "\U0001f98a";
    private static readonly Registrant Linda = Registrant.Of("linda-moore");

    public static TheoryData<string, string> Refused =>
        new()
        {
            { "", "Enter a password." },
            { "xq7Lm2Vt9Rb", "This password is too short. Use at least 12 characters." },
            {
                $"{Fox}\U0001f422xq7Lm2Vt9",
                "This password is too short. Use at least 12 characters."
            },
            { Varied(129), "This password is too long. Use at most 128 characters." },
            { new string('a', 5_000), "This password is too long. Use at most 128 characters." },
            { "tulips-linda.tree-7", Context },
            { "tulips-LINDATREE-7", Context },
            { "tulips-new.person-7", Context },
            { "tulips secure access river", Context },
            {
                "password1234",
                "This password is made of common words or patterns and easy to guess. Choose another one."
            },
            {
                "correcthorsebattery",
                "This password is made of common words or patterns and easy to guess. Choose another one."
            },
            {
                "aaaaaaaaaaaa",
                "This password repeats itself and is easy to guess. Choose another one."
            },
            {
                "xq7Lm2Vxq7Lm2V",
                "This password repeats itself and is easy to guess. Choose another one."
            },
            {
                "tulips\ufffe-and-more-7",
                "A password has letters, digits and signs only. Type it again."
            },
        };

    private const string Context =
        "This password contains your username, your email address or our name. Choose one that does not.";

    // Fails when: a rule of D8 is not asked as the account is made, its reason is not told beside the field, or the username typed is lost.
    [Theory, Trait("Requirement", "D8"), MemberData(nameof(Refused))]
    public async Task A_password_is_refused_with_the_reason_beside_the_field(
        string password,
        string reason
    )
    {
        var browser = await at.Page("/register/account");

        await browser.Submit(("username", "linda.tree"), ("password", password));

        browser.Path().ShouldBe("/register/account");
        browser.ErrorBeside("password").ShouldBe(reason);
        browser.ErrorBeside("username").ShouldBeNull();
        browser.ValueOf("username").ShouldBe("linda.tree");
        browser.ValueOf("password").ShouldBeNull();
        if (password.Length > 0)
        {
            browser.Body.ShouldNotContain($"\"{password}\"");
        }
    }

    public static TheoryData<string> Taken =>
        new()
        {
            "xq7Lm2Vt9RbK",
            $"{Fox}\U0001f422xq7Lm2Vt9R",
            Varied(128),
            "vier grüne lampen",
            " leading and trailing blanks ",
        };

    // Fails when: a password of 12 to 128 code points of any language is refused, or is not the one that signs in afterwards.
    [Theory, Trait("Requirement", "D8"), MemberData(nameof(Taken))]
    public async Task A_good_password_is_taken_and_signs_in(string password)
    {
        await using var host = await RegistrationWalk.Host();
        var linda = Linda with { Password = password };
        await host.Walk(linda, "/verify/identity");

        var later = await host.EnterPassword(linda);

        later.Path().ShouldBe("/verify/identity");
    }

    [Fact]
    public async Task The_boxes_are_for_password_managers_and_the_way_on_has_no_name()
    {
        await using var host = await RegistrationWalk.Host();

        var browser = await host.Walk(Linda, "/register/account");

        var form = browser.Page.QuerySelector("main form")!;
        form.QuerySelector("[name='username']")!.GetAttribute("autocomplete").ShouldBe("username");
        form.QuerySelector("[name='password']")!
            .GetAttribute("autocomplete")
            .ShouldBe("new-password");
        form.QuerySelector("[name='keepUsername']")!.GetAttribute("type").ShouldBe("checkbox");
        form.QuerySelector("button.usa-button")!.HasAttribute("name").ShouldBeFalse();
    }

    [Fact]
    public async Task Both_fields_are_judged_at_once_and_the_box_stays_ticked()
    {
        await using var host = await RegistrationWalk.Host();
        var browser = await host.Walk(Linda, "/register/account");

        await browser.Submit(("username", "x"), ("password", "short"));
        browser.ErrorBeside("username").ShouldNotBeNull();
        browser.ErrorBeside("password").ShouldNotBeNull();
        await browser.Submit(("username", ""), ("keepUsername", "true"), ("password", "short"));

        browser.ErrorBeside("username").ShouldBeNull();
        browser.Page.QuerySelector("[name='keepUsername']")!.HasAttribute("checked").ShouldBeTrue();
    }

    private static string Varied(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(i => (char)('!' + (i * 7 % 90))));
}
