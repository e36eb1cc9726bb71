namespace SecureAccess.Proofing;

/// <summary>How long what is in a draft counts.</summary>
public static class DraftRules
{
    /// <summary>D10: an account number is kept for 24 h from its entry; at the end it counts as absent.</summary>
    public static readonly TimeSpan NumberLives = TimeSpan.FromHours(24);

    /// <summary>A check that began this long ago was ended by a crash; longer than any check may take (<see cref="ProofingOptions.LongestTimeout"/>).</summary>
    public static readonly TimeSpan MarkLives = TimeSpan.FromMinutes(1);

    /// <summary>Whether a number entered then still counts.</summary>
    public static bool HoldsNumber(DateTimeOffset? enteredAt, DateTimeOffset now) =>
        now - enteredAt < NumberLives;

    /// <summary>Whether a check that began then is still being made.</summary>
    public static bool IsBeingChecked(DateTimeOffset? checkingSince, DateTimeOffset now) =>
        now - checkingSince < MarkLives;
}
