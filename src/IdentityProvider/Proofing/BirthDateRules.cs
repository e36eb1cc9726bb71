namespace SecureAccess.Proofing;

/// <summary>What a typed date of birth is worth.</summary>
public abstract record BirthDateReading
{
    private BirthDateReading() { }

    /// <summary>A date of birth.</summary>
    /// <param name="Value">The date.</param>
    public sealed record Date(DateOnly Value) : BirthDateReading
    {
        /// <summary>Nothing of it is printed.</summary>
        public override string ToString() => "[birth date]";
    }

    /// <summary>No day of the calendar: 31 February, letters, a year that is not of four digits.</summary>
    public sealed record Impossible : BirthDateReading;

    /// <summary>Today or later.</summary>
    public sealed record NotInThePast : BirthDateReading;

    /// <summary>More than 130 years ago.</summary>
    public sealed record TooLongAgo : BirthDateReading;

    /// <summary>At least one of the three is empty.</summary>
    public sealed record Missing : BirthDateReading;
}

/// <summary>Reads a date of birth from its three fields (R12).</summary>
public static class BirthDateRules
{
    /// <summary>Older than anyone has become, in years.</summary>
    public const int LongestLife = 130;

    /// <summary>Reads the fields.</summary>
    /// <param name="month">1 or 2 digits.</param>
    /// <param name="day">1 or 2 digits.</param>
    /// <param name="year">4 digits.</param>
    /// <param name="today">The date where the person is, as far as it is known.</param>
    public static BirthDateReading Read(string? month, string? day, string? year, DateOnly today)
    {
        if (
            string.IsNullOrWhiteSpace(month)
            || string.IsNullOrWhiteSpace(day)
            || string.IsNullOrWhiteSpace(year)
        )
        {
            return new BirthDateReading.Missing();
        }

        if (
            Number(month, 1, 2) is not { } m
            || Number(day, 1, 2) is not { } d
            || Number(year, 4, 4) is not { } y
            || y < 1
            || m is < 1 or > 12
            || d < 1
            || d > DateTime.DaysInMonth(y, m)
        )
        {
            return new BirthDateReading.Impossible();
        }

        var date = new DateOnly(y, m, d);
        return date >= today ? new BirthDateReading.NotInThePast()
            : date < today.AddYears(-LongestLife) ? new BirthDateReading.TooLongAgo()
            : new BirthDateReading.Date(date);
    }

    private static int? Number(string typed, int fewest, int most)
    {
        var digits = typed.Trim();
        return digits.Length >= fewest && digits.Length <= most && TypedDigits.AreDigits(digits)
            ? digits.Aggregate(0, (number, digit) => (number * 10) + (digit - '0'))
            : null;
    }
}
