namespace SecureAccess.Proofing;

/// <summary>What a typed account number is worth.</summary>
public abstract record AccountNumberReading
{
    private AccountNumberReading() { }

    /// <summary>A number that a source can be asked with.</summary>
    /// <param name="Digits">Digits only.</param>
    public sealed record Number(string Digits) : AccountNumberReading
    {
        /// <summary>Nothing of it is printed.</summary>
        public override string ToString() => "[account number]";
    }

    /// <summary>D10: of a credit card the last 8 digits are asked, no more and no fewer.</summary>
    public sealed record NeedsEightDigits : AccountNumberReading;

    /// <summary>Not 5 to 20 digits.</summary>
    public sealed record WrongLength : AccountNumberReading;

    /// <summary>Something else than digits.</summary>
    public sealed record NotDigits : AccountNumberReading;

    /// <summary>Empty.</summary>
    public sealed record Missing : AccountNumberReading;
}

/// <summary>Reads account numbers as people type them (R13, D10).</summary>
public static class FinancialAccountRules
{
    /// <summary>D10: digits asked of a credit card, from its end.</summary>
    public const int CardDigits = 8;

    /// <summary>Digits of the shortest number of a loan.</summary>
    public const int Shortest = 5;

    /// <summary>Digits of the longest number of a loan.</summary>
    public const int Longest = 20;

    /// <summary>What is asked of a whole number: of a credit card its end, of anything else all of it.</summary>
    public static string AskedOf(string kind, string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return kind == FinancialAccountKind.CreditCard && number.Length > CardDigits
            ? number[^CardDigits..]
            : number;
    }

    /// <summary>Reads what was typed; spaces and dashes are dropped.</summary>
    /// <param name="kind">One of <see cref="FinancialAccountKind.All"/>.</param>
    /// <param name="typed">As typed.</param>
    public static AccountNumberReading Read(string kind, string? typed)
    {
        if (TypedDigits.Compact(typed) is not { } digits)
        {
            return new AccountNumberReading.Missing();
        }

        if (!TypedDigits.AreDigits(digits))
        {
            return new AccountNumberReading.NotDigits();
        }

        if (kind == FinancialAccountKind.CreditCard)
        {
            return digits.Length == CardDigits
                ? new AccountNumberReading.Number(digits)
                : new AccountNumberReading.NeedsEightDigits();
        }

        return digits.Length is >= Shortest and <= Longest
            ? new AccountNumberReading.Number(digits)
            : new AccountNumberReading.WrongLength();
    }
}
