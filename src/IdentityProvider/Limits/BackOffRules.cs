namespace SecureAccess.Limits;

/// <summary>D4: a failing factor slows down; it does not lock the victim out.</summary>
public static class BackOffRules
{
    /// <summary>Consecutive failures of a factor and account in all; then the factor is disabled until it is bound anew.</summary>
    public const int Most = 100;

    /// <summary>Of these, those that unknown browsers may use up; the rest is kept for known ones.</summary>
    public const int MostFromUnknownBrowsers = 90;

    /// <summary>The failure from which on there is a delay.</summary>
    public const int FirstDelayed = 5;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>How long to wait after the given number of consecutive failures: none below 5, then 30 s, doubling to 1 h.</summary>
    public static TimeSpan DelayAfter(int failures)
    {
        if (failures < FirstDelayed)
        {
            return TimeSpan.Zero;
        }

        var doublings = Math.Min(failures - FirstDelayed, 30);
        var delay = FirstDelay * Math.Pow(2, doublings);
        return delay < LongestDelay ? delay : LongestDelay;
    }

    /// <summary>The total at which this kind of browser is refused.</summary>
    public static int MostFor(bool knownBrowser) => knownBrowser ? Most : MostFromUnknownBrowsers;
}
