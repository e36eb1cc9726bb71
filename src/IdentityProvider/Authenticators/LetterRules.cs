namespace SecureAccess.Authenticators;

/// <summary>D6: what a letter is good for, and when.</summary>
public static class LetterRules
{
    /// <summary>D6: for how long an accepted code lets the account set up a phone or app, in any session of the account.</summary>
    public static readonly TimeSpan AcceptanceLifetime = TimeSpan.FromHours(24);

    /// <summary>How long before the end of its code the person is reminded of a letter by email.</summary>
    public static readonly TimeSpan RemindedBefore = TimeSpan.FromDays(7);

    /// <summary>Whether its code may still be entered; what wrong entries voided is known to the code alone.</summary>
    public static bool IsAwaited(ActivationLetter letter, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return letter.AcceptedAt is null && letter.ExpiresAt > now;
    }

    /// <summary>Whether its code was accepted a short time ago.</summary>
    public static bool IsAccepted(ActivationLetter letter, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return letter.AcceptedAt is { } at && at + AcceptanceLifetime > now;
    }
}
