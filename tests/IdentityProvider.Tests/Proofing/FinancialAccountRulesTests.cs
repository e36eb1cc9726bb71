using SecureAccess.Proofing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Proofing;

public sealed class FinancialAccountRulesTests
{
    // Fails when: the list of accepted kinds changes.
    [Fact]
    [Trait("Requirement", "D10")]
    [Trait("Requirement", "R13")]
    public void The_kinds_are_those_of_D10() =>
        FinancialAccountKind.All.ShouldBe([
            "credit-card",
            "student-loan",
            "mortgage",
            "home-equity-loan",
            "home-equity-line",
            "auto-loan",
        ]);

    // Fails when: a number that a source can be asked with is refused, or spaces and dashes count.
    [Theory]
    [Trait("Requirement", "D10")]
    [InlineData("credit-card", "11111111", "11111111")]
    [InlineData("credit-card", " 1111-1111 ", "11111111")]
    [InlineData("mortgage", "12345", "12345")]
    [InlineData("auto-loan", "12345678901234567890", "12345678901234567890")]
    [InlineData("student-loan", "55 0031 8842-716", "5500318842716")]
    public void A_number_is_read_without_spaces_and_dashes(
        string kind,
        string typed,
        string digits
    ) =>
        FinancialAccountRules
            .Read(kind, typed)
            .ShouldBeOfType<AccountNumberReading.Number>()
            .Digits.ShouldBe(digits);

    // Fails when: another part of a card than its last 8 digits is taken, or the wrong reason is told.
    [Theory]
    [Trait("Requirement", "D10")]
    [InlineData("credit-card", "1111111", typeof(AccountNumberReading.NeedsEightDigits))]
    [InlineData("credit-card", "111111111", typeof(AccountNumberReading.NeedsEightDigits))]
    [InlineData("credit-card", "4111111111111111", typeof(AccountNumberReading.NeedsEightDigits))]
    [InlineData("mortgage", "1234", typeof(AccountNumberReading.WrongLength))]
    [InlineData("mortgage", "123456789012345678901", typeof(AccountNumberReading.WrongLength))]
    [InlineData("mortgage", "12345x", typeof(AccountNumberReading.NotDigits))]
    [InlineData("credit-card", "١٢٣٤٥٦٧٨", typeof(AccountNumberReading.NotDigits))]
    [InlineData("credit-card", "", typeof(AccountNumberReading.Missing))]
    [InlineData("mortgage", " - ", typeof(AccountNumberReading.Missing))]
    [InlineData("mortgage", null, typeof(AccountNumberReading.Missing))]
    public void What_is_no_number_is_told_why(string kind, string? typed, Type expected) =>
        FinancialAccountRules.Read(kind, typed).ShouldBeOfType(expected);

    // Fails when: an account number prints itself.
    [Fact]
    [Trait("Requirement", "D19")]
    public void A_reading_prints_no_number() =>
        FinancialAccountRules.Read("mortgage", "7730019284").ToString().ShouldNotContain("7730");
}
