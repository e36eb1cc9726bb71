namespace SecureAccess.Protocol.Signing;

/// <summary>A key as far as its times go.</summary>
/// <param name="KeyId">Its <c>kid</c>.</param>
/// <param name="Algorithm">Its algorithm.</param>
/// <param name="Sequence">Its number among those of its algorithm.</param>
/// <param name="SignsFrom">From when it signs.</param>
/// <param name="DropsAt">From when it is gone; null while it has no successor.</param>
public sealed record KeyTimes(
    string KeyId,
    string Algorithm,
    int Sequence,
    DateTimeOffset SignsFrom,
    DateTimeOffset? DropsAt
);

/// <summary>
/// When signing keys are made, used and dropped, and in which order they stand. Every node that knows the same keys and the same time
/// comes to the same answer, so that all change over at one instant without talking.
/// </summary>
public static class SigningKeyRules
{
    /// <summary>How long a key that no longer signs verifies: an old <c>id_token_hint</c> works as long (OpenID Connect RP-Initiated Logout 1.0, 4).</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>
    /// How long clients and caches may keep the published set: short, since keys that are replaced at once sign before anyone could have
    /// fetched them (docs/adr/0011).
    /// </summary>
    public static readonly TimeSpan CacheFor = TimeSpan.FromMinutes(5);

    /// <summary>A key is made this much earlier than it must be: the job that makes it may be late by its period.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromHours(2);

    /// <summary>
    /// The keys in the order of their use and publication: of each algorithm the one that signs, then those that did, the last first, then
    /// those that will. What is dropped is not among them.
    /// </summary>
    public static IReadOnlyList<KeyTimes> Order(
        IEnumerable<KeyTimes> keys,
        IReadOnlyList<string> algorithms,
        DateTimeOffset now
    )
    {
        var known = keys.Where(key => key.DropsAt is not { } end || end > now).ToList();
        var begun = known
            .Where(key => key.SignsFrom <= now)
            .OrderByDescending(key => key.SignsFrom)
            .ThenByDescending(key => key.Sequence)
            .ToList();
        var signing = algorithms
            .Select(algorithm => begun.FirstOrDefault(key => key.Algorithm == algorithm))
            .OfType<KeyTimes>()
            .ToList();
        return
        [
            .. signing,
            .. begun.Except(signing),
            .. known
                .Where(key => key.SignsFrom > now)
                .OrderBy(key => key.SignsFrom)
                .ThenBy(key => key.Algorithm, StringComparer.Ordinal),
        ];
    }

    /// <summary>The next instant at which the order differs; null when none is known.</summary>
    public static DateTimeOffset? NextChange(IEnumerable<KeyTimes> keys, DateTimeOffset now) =>
        keys.SelectMany(key => new[] { key.SignsFrom, key.DropsAt }).Where(at => at > now).Min();

    /// <summary>Whether it is time to make the key that follows the newest one.</summary>
    /// <param name="newest">From when the newest key signs.</param>
    /// <param name="days">How long a key signs.</param>
    /// <param name="ahead">How long a key is published before it signs.</param>
    /// <param name="now">The time.</param>
    public static bool IsNextDue(
        DateTimeOffset newest,
        TimeSpan days,
        TimeSpan ahead,
        DateTimeOffset now
    ) => newest + days - ahead - Margin <= now;

    /// <summary>From when the key that follows signs: when the newest has signed for its time, and never before it was published long enough.</summary>
    public static DateTimeOffset NextSignsFrom(
        DateTimeOffset newest,
        TimeSpan days,
        TimeSpan ahead,
        DateTimeOffset now
    ) => newest + days > now + ahead ? newest + days : now + ahead;
}
