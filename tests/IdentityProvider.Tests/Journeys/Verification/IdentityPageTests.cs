using SecureAccess.Tests.Journeys.Registration;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Verification;

public sealed class IdentityPageTests(RegistrationAt at) : IClassFixture<RegistrationAt>
{
    private static readonly Registrant Linda = Registrant.Of("linda-moore");

    [Theory]
    [InlineData("2", "31", "1979", "There is no such date. Check the month, the day and the year.")]
    [InlineData("2", "29", "1979", "There is no such date. Check the month, the day and the year.")]
    [InlineData("13", "1", "1979", "There is no such date. Check the month, the day and the year.")]
    [InlineData("0", "1", "1979", "There is no such date. Check the month, the day and the year.")]
    [InlineData("5", "-9", "1979", "There is no such date. Check the month, the day and the year.")]
    [InlineData("5", "9", "79", "There is no such date. Check the month, the day and the year.")]
    [InlineData("5", "９", "1979", "There is no such date. Check the month, the day and the year.")]
    [InlineData("5", "x", "1979", "There is no such date. Check the month, the day and the year.")]
    [InlineData("3", "2", "2026", "Your date of birth must be in the past.")]
    [InlineData("1", "1", "2090", "Your date of birth must be in the past.")]
    [InlineData("1", "1", "1850", "This date is too long ago. Check the year.")]
    [InlineData("", "9", "1979", "Enter your date of birth: month, day and year.")]
    public async Task A_date_that_cannot_be_is_said_beside_it_and_nothing_typed_is_lost(
        string month,
        string day,
        string year,
        string error
    )
    {
        var browser = await Submit(("birthMonth", month), ("birthDay", day), ("birthYear", year));

        browser.ErrorBeside("birthMonth").ShouldBe(error);
        browser.ValueOf("birthDay").ShouldBe(day);
        browser.ValueOf("birthYear").ShouldBe(year);
        browser.ValueOf("givenName").ShouldBe("Linda");
        browser.ValueOf("postalCode").ShouldBe("98101");
    }

    // Fails when: a number that no agency issues, and no demo person has, is taken and costs a try.
    [Theory, Trait("Requirement", "R12")]
    [InlineData("")]
    [InlineData("12345678")]
    [InlineData("1234567890")]
    [InlineData("000-12-3456")]
    [InlineData("666-12-3456")]
    [InlineData("123-00-4567")]
    [InlineData("123-45-0000")]
    [InlineData("900-66-1234")]
    [InlineData("987-89-1234")]
    [InlineData("12a-45-6789")]
    [InlineData("１２３-４５-６７８９")]
    public async Task A_taxpayer_number_that_cannot_be_is_said_beside_it(string number)
    {
        var browser = await Submit(("taxpayerNumber", number));

        browser
            .ErrorBeside("taxpayerNumber")
            .ShouldBe(
                number.Length == 0
                    ? "Enter your Social Security number or ITIN."
                    : "There is no such number. Enter the nine digits of your Social Security number or ITIN."
            );
    }

    [Theory]
    [InlineData("givenName", "", "Enter your first name.")]
    [InlineData("familyName", " ", "Enter your last name.")]
    [InlineData("givenName", "a\u0007b", "Use letters, digits and signs only.")]
    [InlineData("familyName", "a\ufffeb", "Use letters, digits and signs only.")]
    [InlineData("filingStatus", "", "Choose your filing status.")]
    [InlineData("filingStatus", "divorced", "Choose your filing status.")]
    [InlineData("street", "", "Enter the street address on your last-filed return.")]
    [InlineData("city", "", "Enter the city.")]
    [InlineData("state", "", "Enter the state.")]
    [InlineData("postalCode", "", "Enter the ZIP or postal code.")]
    [InlineData("country", "XX", "Choose the country.")]
    public async Task What_is_missing_or_no_text_is_said_beside_its_field(
        string field,
        string typed,
        string error
    )
    {
        var browser = await Submit((field, typed));

        browser.ErrorBeside(field).ShouldBe(error);
        browser.Page.QuerySelectorAll("[id$='-error']").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Overlong_texts_are_said_beside_their_fields()
    {
        var longest = new string('x', 101);

        var browser = await Submit(
            ("givenName", longest),
            ("familyName", longest),
            ("street", longest),
            ("city", longest),
            ("state", longest),
            ("postalCode", longest)
        );

        foreach (
            var field in new[]
            {
                "givenName",
                "familyName",
                "street",
                "city",
                "state",
                "postalCode",
            }
        )
        {
            browser
                .Page.GetElementById($"{field}-error")!
                .TextContent.Trim()
                .ShouldBe("This has at most 100 characters.", field);
        }
    }

    // Fails when: the form asks for something that the customer does not name, or leaves something out.
    [Fact, Trait("Requirement", "R12")]
    public async Task It_asks_for_the_identity_data_and_says_why_and_from_where()
    {
        await using var host = await RegistrationWalk.Host();

        var browser = await host.Walk(Linda, "/verify/identity");

        browser
            .Page.QuerySelectorAll("main form [name]")
            .Select(element => element.GetAttribute("name")!)
            .Where(name => !name.StartsWith('_') && name != "sign_in_request")
            .ShouldBe(Linda.IdentityFields.Select(field => field.Name), ignoreOrder: true);
        browser.MainText.ShouldContain("your last-filed tax return");
        browser.MainText.ShouldContain("to make sure that nobody else registers in your name");
    }

    private async Task<Browser> Submit(params (string Name, string Value)[] changes)
    {
        var browser = await at.Page("/verify/identity");
        await browser.Submit([
            .. Linda.IdentityFields.Where(field =>
                changes.All(change => change.Name != field.Name)
            ),
            .. changes,
        ]);
        browser.Path().ShouldBe("/verify/identity");
        return browser;
    }
}
