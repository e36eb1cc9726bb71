using SecureAccess.Proofing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Proofing;

public sealed class BirthDateRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    // Fails when: a day of the calendar in the last 130 years is not read, or is read as another.
    [Theory]
    [Trait("Requirement", "R12")]
    [InlineData("3", "14", "1984", "1984-03-14")]
    [InlineData("03", "04", "1984", "1984-03-04")]
    [InlineData(" 2 ", "29 ", "2024", "2024-02-29")]
    [InlineData("2", "28", "2026", "2026-02-28")]
    [InlineData("3", "1", "1896", "1896-03-01")]
    public void A_date_is_read(string month, string day, string year, string expected) =>
        BirthDateRules
            .Read(month, day, year, Today)
            .ShouldBe(
                new BirthDateReading.Date(
                    DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)
                )
            );

    // Fails when: a date that cannot be a birth date is read, or is told the wrong reason.
    [Theory]
    [Trait("Requirement", "R12")]
    [InlineData("2", "31", "1984", typeof(BirthDateReading.Impossible))]
    [InlineData("2", "29", "2023", typeof(BirthDateReading.Impossible))]
    [InlineData("13", "1", "1984", typeof(BirthDateReading.Impossible))]
    [InlineData("0", "1", "1984", typeof(BirthDateReading.Impossible))]
    [InlineData("1", "0", "1984", typeof(BirthDateReading.Impossible))]
    [InlineData("March", "1", "1984", typeof(BirthDateReading.Impossible))]
    [InlineData("3", "1", "84", typeof(BirthDateReading.Impossible))]
    [InlineData("3", "1", "0000", typeof(BirthDateReading.Impossible))]
    [InlineData("-3", "1", "1984", typeof(BirthDateReading.Impossible))]
    [InlineData("٣", "1", "1984", typeof(BirthDateReading.Impossible))]
    [InlineData("3", "1", "2026", typeof(BirthDateReading.NotInThePast))]
    [InlineData("3", "2", "2026", typeof(BirthDateReading.NotInThePast))]
    [InlineData("2", "29", "1896", typeof(BirthDateReading.TooLongAgo))]
    [InlineData("", "1", "1984", typeof(BirthDateReading.Missing))]
    [InlineData("3", " ", "1984", typeof(BirthDateReading.Missing))]
    [InlineData("3", "1", null, typeof(BirthDateReading.Missing))]
    public void What_is_no_birth_date_is_told_why(
        string? month,
        string? day,
        string? year,
        Type expected
    ) => BirthDateRules.Read(month, day, year, Today).ShouldBeOfType(expected);

    // Fails when: a date of birth prints itself.
    [Fact]
    [Trait("Requirement", "D19")]
    public void A_reading_prints_no_date() =>
        BirthDateRules.Read("3", "14", "1984", Today).ToString().ShouldBe("[birth date]");
}
