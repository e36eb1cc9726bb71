namespace SecureAccess.Hosting;

/// <summary>
/// The clock of Development: real time plus an offset that only grows, so that a developer need not wait for a code to expire.
/// Registered in Development only.
/// </summary>
/// <param name="inner">The clock that it runs ahead of.</param>
public sealed class DevelopmentClock(TimeProvider inner) : TimeProvider
{
    /// <summary>The furthest that it may be moved in one step.</summary>
    public static readonly TimeSpan LongestStep = TimeSpan.FromDays(3660);

    private long offsetTicks;

    /// <inheritdoc />
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() =>
        inner.GetUtcNow().AddTicks(Interlocked.Read(ref offsetTicks));

    /// <inheritdoc />
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    ) => inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves the clock of this process forward.</summary>
    /// <param name="by">0 to <see cref="LongestStep"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Backwards, or too far.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(by, LongestStep);
        Interlocked.Add(ref offsetTicks, by.Ticks);
    }
}
