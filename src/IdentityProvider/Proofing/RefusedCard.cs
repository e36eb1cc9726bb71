namespace SecureAccess.Proofing;

/// <summary>The cards that exist and are not accepted (R13, D10).</summary>
public static class RefusedCard
{
    /// <summary>American Express.</summary>
    public const string AmericanExpress = "american-express";

    /// <summary>A debit card.</summary>
    public const string Debit = "debit";

    /// <summary>A corporate card issued in the person's name by an organization.</summary>
    public const string Corporate = "corporate";

    /// <summary>Every one.</summary>
    public static IReadOnlyList<string> All { get; } = [AmericanExpress, Debit, Corporate];
}
