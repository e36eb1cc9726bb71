namespace SecureAccess.Proofing;

/// <summary>Which numbers can be taxpayer numbers (R12): an SSN, an ITIN, or a number of demo people.</summary>
public static class TaxpayerNumberRules
{
    /// <summary>Reads what was typed; spaces and dashes are dropped.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="testNumbers">Whether 900-01-0000 to 900-49-9999 are read too: no agency issues them.</param>
    /// <returns>Nine digits, or null when it cannot be a taxpayer number.</returns>
    public static string? TryRead(string? typed, bool testNumbers)
    {
        if (
            TypedDigits.Compact(typed) is not { Length: 9 } digits
            || !TypedDigits.AreDigits(digits)
        )
        {
            return null;
        }

        var area = Number(digits[..3]);
        var group = Number(digits[3..5]);
        var serial = Number(digits[5..]);
        return
            IsSsn(area, group, serial)
            || IsItin(area, group)
            || (testNumbers && IsTest(area, group))
            ? digits
            : null;
    }

    // Social Security Administration: no area 000, 666 or 900 to 999, no group 00, no serial 0000.
    private static bool IsSsn(int area, int group, int serial) =>
        area is > 0 and < 900 and not 666 && group > 0 && serial > 0;

    // Internal Revenue Service: begins with 9, fourth and fifth digit in these ranges.
    private static bool IsItin(int area, int group) =>
        area >= 900
        && group
            is (>= 50 and <= 65)
                or (>= 70 and <= 88)
                or (>= 90 and <= 92)
                or (>= 94 and <= 99);

    private static bool IsTest(int area, int group) => area == 900 && group is >= 1 and <= 49;

    private static int Number(string digits) =>
        digits.Aggregate(0, (number, digit) => (number * 10) + (digit - '0'));
}
