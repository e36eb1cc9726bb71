using AngleSharp;
using SecureAccess.Delivery;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Delivery;

public sealed class LetterTextsTests
{
    private const string Code = "ABCDE-FGHJK";
    private static readonly LetterTexts Texts = new();
    private static readonly DateTimeOffset At = new(2026, 3, 1, 10, 4, 30, TimeSpan.FromHours(-5));
    private static readonly DateTimeOffset End = At + TimeSpan.FromDays(30);
    private static readonly Uri SignIn = new("https://id.example.org/sign-in");
    private static readonly LetterRecipient To = new(
        "maria.lopez",
        "Maria <b>Lopez</b> & Söhne",
        ["12 Elm St", "Springfield, IL 62701"]
    );

    // Fails when: a letter leaves out what its code is for, the code, its lifetime, where to enter it, that nobody asks for it, or what to do if it was not asked for.
    [Theory]
    [Trait("Requirement", "R18")]
    [Trait("Requirement", "R22")]
    [InlineData(LetterPurpose.Registration, "registering with Secure Access", "registrando")]
    [InlineData(
        LetterPurpose.Recovery,
        "replace your lost phone",
        "reemplazar su teléfono perdido"
    )]
    public void A_letter_says_all_that_its_reader_needs_in_both_languages(
        LetterPurpose purpose,
        string what,
        string whatInSpanish
    )
    {
        var letter = Write("en-US", purpose);

        letter.Channel.ShouldBe(Channel.Letter);
        letter.To.ShouldBe("maria.lopez");
        letter.Code.ShouldBe(Code);
        letter.ExpiresAt.ShouldBe(End);
        letter.Body.ShouldStartWith(
            "Maria <b>Lopez</b> & Söhne\n12 Elm St\nSpringfield, IL 62701\n\nSunday, March 1, 2026\n"
        );
        foreach (
            var text in new[]
            {
                what,
                "Your activation code is:",
                "valid for 30 days, until Tuesday, March 31, 2026 3:04 PM UTC",
                "Never give this code to anyone",
                "If you did not ask for this letter",
                whatInSpanish,
                "Su código de activación es:",
                "durante 30 días",
                "Nunca dé este código a nadie",
                "Si usted no pidió esta carta",
            }
        )
        {
            letter.Body.ShouldContain(text);
        }

        letter.Body.Split(Code).Length.ShouldBe(3);
        letter.Body.Split(SignIn.AbsoluteUri).Length.ShouldBe(3);
        letter.Body.ShouldNotContain("security code");
        letter.Body.ShouldNotContain("{0}");
    }

    // Fails when: the reader's own language does not come first.
    [Theory]
    [InlineData("en", "Your Secure Access activation code")]
    [InlineData("es", "Su código de activación de Secure Access")]
    [InlineData("es-MX", "Su código de activación de Secure Access")]
    [InlineData("fr", "Your Secure Access activation code")]
    public void The_readers_language_comes_first(string language, string headline)
    {
        var letter = Write(language, LetterPurpose.Registration);

        letter.Subject.ShouldBe(headline);
        letter.Letter!.Parts.Count.ShouldBe(2);
        letter.Letter.Parts[0].Headline.ShouldBe(headline);
    }

    // Fails when: the notice of a registration holds a code or a number of the person, or does not say what to do.
    [Fact]
    [Trait("Requirement", "R18")]
    [Trait("Threat", "Letter-theft")]
    public void The_notice_of_a_registration_says_what_happened_and_nothing_secret()
    {
        var letter = Texts.Registered(To, "en", At, End);

        letter.Code.ShouldBeNull();
        letter.Subject.ShouldBe("You are registered with Secure Access");
        letter.Body.ShouldContain("on Sunday, March 1, 2026 3:04 PM UTC");
        letter.Body.ShouldContain("Tell the Secure Access support desk at once.");
        letter.Body.ShouldContain("Avise de inmediato");
        letter.Body.ShouldNotContain("code");
    }

    // Fails when: the printed page lacks the address or the code, takes a name for markup, or needs anything from elsewhere.
    [Fact]
    [Trait("Requirement", "R18")]
    public async Task The_printed_page_holds_address_and_code_and_escapes_what_people_are_called()
    {
        var html = LetterPage.Of(Write("en-US", LetterPurpose.Registration));
        var page = await BrowsingContext
            .New(Configuration.Default)
            .OpenAsync(request => request.Content(html), CancellationToken.None);

        page.QuerySelector("address")!.TextContent.ShouldContain("Maria <b>Lopez</b> & Söhne");
        page.QuerySelectorAll("address b").ShouldBeEmpty();
        page.QuerySelectorAll(".code").Select(code => code.TextContent).ShouldBe([Code, Code]);
        page.QuerySelectorAll("section")
            .Select(section => section.GetAttribute("lang"))
            .ShouldBe(["en-US", "es"]);
        page.QuerySelectorAll("[src], link, script").ShouldBeEmpty();
        html.ShouldContain("@page");
    }

    // Fails when: an email is printed as a letter.
    [Fact]
    public void What_is_no_letter_is_not_printed() =>
        Should.Throw<ArgumentException>(() =>
            LetterPage.Of(Write("en", LetterPurpose.Registration) with { Letter = null })
        );

    // Fails when: recipient or code can reach a log by being printed.
    [Fact]
    [Trait("Requirement", "D19")]
    public void Nothing_of_a_letter_is_printed_in_a_log()
    {
        var letter = Write("en", LetterPurpose.Registration);
        foreach (var value in new object[] { letter, letter.Letter!, letter.Letter!.Parts[0], To })
        {
            var text = value.ToString()!;
            text.ShouldNotContain("Maria");
            text.ShouldNotContain(Code);
            text.ShouldNotContain("Elm");
        }
    }

    private static OutgoingMessage Write(string language, LetterPurpose purpose) =>
        Texts.ActivationCode(To, language, purpose, Code, 30, SignIn, At, End);
}
