using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SecureAccess.Journeys.Shared;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Shared;

public sealed class BirthDateTagHelperTests
{
    private static readonly string[] Names = ["birthMonth", "birthDay", "birthYear"];

    [Fact]
    public async Task Three_fields_of_their_own_keep_what_was_entered()
    {
        var part = await Of();

        part.QuerySelector("fieldset > legend")!.Words().ShouldBe("Date of birth");
        part.QuerySelector("fieldset")!.GetAttribute("aria-describedby").ShouldBe("birthDate-hint");
        part.QuerySelector<IHtmlSelectElement>("#birthMonth")!.Value.ShouldBe("4");
        part.QuerySelector<IHtmlInputElement>("#birthDay")!.Value.ShouldBe("28");
        part.QuerySelector<IHtmlInputElement>("#birthYear")!.Value.ShouldBe("19x6");
        Names
            .Select(name => part.QuerySelector($"#{name}")!)
            .ShouldAllBe(control =>
                control.GetAttribute("name") == control.Id
                && control.GetAttribute("aria-required") == "true"
            );
        Names
            .Select(name => part.QuerySelector($"#{name}")!.GetAttribute("autocomplete"))
            .ShouldBe(["bday-month", "bday-day", "bday-year"]);
        Names
            .Select(name => part.QuerySelector($"label[for={name}]")!.Words())
            .ShouldBe(["Month", "Day", "Year"]);
    }

    [Theory]
    [InlineData("en-US", "April")]
    [InlineData("es-US", "abril")]
    public async Task The_months_have_names_in_the_persons_language(string language, string april)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        var months = (await Of()).QuerySelector<IHtmlSelectElement>("#birthMonth")!.Options;

        months
            .Select(month => month.Value)
            .ShouldBe([
                "",
                .. Enumerable
                    .Range(1, 12)
                    .Select(month => month.ToString(CultureInfo.InvariantCulture)),
            ]);
        months[4].Text.ShouldBe(april);
    }

    [Fact]
    public async Task The_same_error_of_two_fields_is_said_once_and_marks_both()
    {
        var part = await Of(("birthMonth", "No such day"), ("birthDay", "No such day"));

        part.QuerySelectorAll(".usa-error-message")
            .Select(error => error.Words())
            .ShouldBe(["No such day"]);
        Marked(part).ShouldBe(["birthMonth", "birthDay"]);
        part.QuerySelectorAll("[aria-describedby='birthMonth-error']").Length.ShouldBe(2);
        part.QuerySelector("#birthMonth-error").ShouldNotBeNull();
        part.QuerySelector(".usa-form-group--error").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_error_of_the_year_marks_the_year_alone()
    {
        var part = await Of(("birthYear", "Four digits"));

        Marked(part).ShouldBe(["birthYear"]);
        part.QuerySelector("#birthYear-error")!.Words().ShouldBe("Four digits");
        part.QuerySelector("#birthYear")!
            .GetAttribute("aria-describedby")
            .ShouldBe("birthYear-error");
    }

    private static IEnumerable<string?> Marked(IElement part) =>
        part.QuerySelectorAll("[aria-invalid=true].usa-input--error").Select(control => control.Id);

    private static Task<IElement> Of(params (string Field, string Error)[] errors) =>
        Rendered.Of(
            new BirthDateTagHelper(Rendered.Texts)
            {
                Legend = "Date of birth",
                Hint = "For example: April 28 1986",
                Month = "04",
                Day = "28",
                Year = "19x6",
                ViewContext = Rendered.Page(errors),
            }
        );
}
