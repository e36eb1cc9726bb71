namespace SecureAccess.Sessions.Recovering;

/// <summary>How long what belongs to a recovery lives (D15).</summary>
public static class RecoveryRules
{
    /// <summary>What was begun and not proved is kept a day.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>A recovery session ends an hour after it began, whatever happens in it; and idle like any other (D17).</summary>
    public static readonly TimeSpan Absolute = TimeSpan.FromHours(1);
}
