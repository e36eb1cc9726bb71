using SecureAccess.Codes;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Codes;

public sealed class CodeFormTests
{
    // Fails when: the generator drops leading zeros, or favours some digits (Random and a modulo).
    [Fact]
    [Trait("Requirement", "D1")]
    public void Six_digits_are_spread_evenly_with_leading_zeros_kept()
    {
        const int codes = 20_000;
        var counts = new int[10];
        for (var i = 0; i < codes; i++)
        {
            var code = CodeForm.SixDigits.Generate().Reveal();
            code.Length.ShouldBe(6);
            code.ShouldAllBe(digit => char.IsAsciiDigit(digit));
            foreach (var digit in code)
            {
                counts[digit - '0']++;
            }
        }

        // Expected 12,000 each, standard deviation about 104: seven of them.
        counts.ShouldAllBe(count => Math.Abs(count - codes * 6 / 10) < 730);
    }

    // Fails when: the mailed code's alphabet holds a letter that is read as a digit, or it is not shown 5-5.
    [Fact]
    [Trait("Requirement", "D1")]
    public void A_mailed_code_is_ten_characters_of_Crockford_base32_shown_5_5()
    {
        for (var i = 0; i < 500; i++)
        {
            var code = CodeForm.Mailed.Generate();
            code.Reveal().ShouldMatch("^[0-9A-HJKMNP-TV-Z]{10}$");
            CodeForm.Mailed.Show(code).ShouldMatch("^[0-9A-Z]{5}-[0-9A-Z]{5}$");
        }
    }

    // Fails when: entry stops forgiving case, spaces, dashes, O for 0, or I and L for 1.
    [Theory]
    [InlineData("01abc-def01")]
    [InlineData("0iAbC DEFol")]
    [InlineData(" OLABC  DEF0I ")]
    [Trait("Requirement", "D1")]
    public void A_mailed_code_is_read_forgivingly(string entry)
    {
        CodeForm.Mailed.TryRead(entry, out var code).ShouldBeTrue();
        code!.Reveal().ShouldBe("01ABCDEF01");
    }

    // Fails when: an entry of a wrong length or alphabet counts as a code (and so as a try).
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345a")]
    [InlineData("１２３４５６")]
    [InlineData("12345\u0000")]
    [Trait("Requirement", "D2")]
    public void What_cannot_be_six_digits_is_not_a_code(string? entry) =>
        CodeForm.SixDigits.TryRead(entry, out _).ShouldBeFalse();

    [Fact]
    [Trait("Requirement", "D2")]
    // Fails when: overlong input is scanned, or taken for a code.
    public void An_overlong_entry_is_not_a_code() =>
        CodeForm.SixDigits.TryRead("123456" + new string(' ', 100_000), out _).ShouldBeFalse();

    // Fails when: a code's ToString shows the code.
    [Fact]
    [Trait("Requirement", "D19")]
    public void A_code_never_prints_itself()
    {
        var code = CodeForm.SixDigits.Generate();
        $"{code}".ShouldNotContain(code.Reveal());
    }
}
