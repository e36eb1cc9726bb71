using System.Globalization;
using FsCheck.Xunit;
using SecureAccess.Proofing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Proofing;

public sealed class TaxpayerNumberRulesTests
{
    // Fails when: a number that no agency can have issued is read, or one that it can is not; or test numbers are read where they must not be.
    [Theory]
    [Trait("Requirement", "R12")]
    [InlineData("001-01-0001", "001010001", "001010001")]
    [InlineData("665-99-9999", "665999999", "665999999")]
    [InlineData("899 99 9999", "899999999", "899999999")]
    [InlineData(" 123–45–6789 ", "123456789", "123456789")]
    [InlineData("000-12-3456", null, null)]
    [InlineData("666-12-3456", null, null)]
    [InlineData("123-00-4567", null, null)]
    [InlineData("123-45-0000", null, null)]
    [InlineData("900-49-9999", null, "900499999")]
    [InlineData("900-01-0000", null, "900010000")]
    [InlineData("900-00-1234", null, null)]
    [InlineData("901-01-1234", null, null)]
    [InlineData("900-50-0000", "900500000", "900500000")]
    [InlineData("999-65-1234", "999651234", "999651234")]
    [InlineData("900-66-1234", null, null)]
    [InlineData("900-69-1234", null, null)]
    [InlineData("900-70-1234", "900701234", "900701234")]
    [InlineData("900-88-1234", "900881234", "900881234")]
    [InlineData("900-89-1234", null, null)]
    [InlineData("900-90-1234", "900901234", "900901234")]
    [InlineData("900-92-1234", "900921234", "900921234")]
    [InlineData("900-93-1234", null, null)]
    [InlineData("900-94-1234", "900941234", "900941234")]
    [InlineData("900-99-1234", "900991234", "900991234")]
    [InlineData("12345678", null, null)]
    [InlineData("1234567890", null, null)]
    [InlineData("12345678a", null, null)]
    [InlineData("١٢٣٤٥٦٧٨٩", null, null)]
    [InlineData("１２３４５６７８９", null, null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    public void A_taxpayer_number_is_one_that_can_have_been_issued(
        string? typed,
        string? read,
        string? readWithTestNumbers
    )
    {
        TaxpayerNumberRules.TryRead(typed, testNumbers: false).ShouldBe(read);
        TaxpayerNumberRules.TryRead(typed, testNumbers: true).ShouldBe(readWithTestNumbers);
    }

    // Fails when: what is read is anything but nine digits, or changes when it is written with dashes and read again.
    [Property]
    [Trait("Requirement", "R12")]
    public void What_is_read_is_nine_digits_and_is_read_again_the_same(int number)
    {
        var typed = (Math.Abs((long)number) % 1_000_000_000).ToString(
            "000-00-0000",
            CultureInfo.InvariantCulture
        );
        if (TaxpayerNumberRules.TryRead(typed, testNumbers: true) is { } read)
        {
            read.Length.ShouldBe(9);
            read.ShouldAllBe(digit => char.IsAsciiDigit(digit));
            read.ShouldBe(typed.Replace("-", "", StringComparison.Ordinal));
            TaxpayerNumberRules.TryRead(read, testNumbers: true).ShouldBe(read);
        }
    }

    // Fails when: the words of a person throw, or are taken for a number.
    [Property]
    public void Whatever_is_typed_never_throws(string? typed)
    {
        var read = TaxpayerNumberRules.TryRead(typed, testNumbers: true);
        (read is null || read.Length == 9).ShouldBeTrue();
    }
}
