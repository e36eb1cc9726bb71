namespace SecureAccess.Delivery;

/// <summary>When a message is tried again, and how long a notice is worth sending.</summary>
public static class DeliveryRules
{
    /// <summary>How long a notice of what happened to an account waits for a carrier; a code waits no longer than it is valid.</summary>
    public static readonly TimeSpan NoticeLifetime = TimeSpan.FromDays(7);

    /// <summary>How long a try holds a message: if its node dies, another takes it up after this time.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);

    /// <summary>The wait after the given number of tries: 5 s, doubling to 10 min.</summary>
    public static TimeSpan RetryAfter(int attempts)
    {
        var delay = TimeSpan.FromSeconds(5 * Math.Pow(2, Math.Clamp(attempts - 1, 0, 10)));
        return delay < TimeSpan.FromMinutes(10) ? delay : TimeSpan.FromMinutes(10);
    }
}
