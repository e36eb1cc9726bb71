namespace SecureAccess.Proofing;

/// <summary>The kinds of financial account that a person may give (R13, D10), as the words on forms and in sources.</summary>
public static class FinancialAccountKind
{
    /// <summary>A credit card, asked by its last 8 digits.</summary>
    public const string CreditCard = "credit-card";

    /// <summary>A student loan.</summary>
    public const string StudentLoan = "student-loan";

    /// <summary>A mortgage.</summary>
    public const string Mortgage = "mortgage";

    /// <summary>A home-equity loan.</summary>
    public const string HomeEquityLoan = "home-equity-loan";

    /// <summary>A home-equity line of credit.</summary>
    public const string HomeEquityLine = "home-equity-line";

    /// <summary>An auto loan.</summary>
    public const string AutoLoan = "auto-loan";

    /// <summary>Every kind, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } =
    [CreditCard, StudentLoan, Mortgage, HomeEquityLoan, HomeEquityLine, AutoLoan];
}
