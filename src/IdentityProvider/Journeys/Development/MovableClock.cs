namespace SecureAccess.Journeys.Development;

/// <summary>
/// Development's clock: the system's time plus an offset that only grows, so that a developer need not wait for a code or a session
/// to expire. Everything that asks what time it is reads it; timers run at their real pace.
/// </summary>
public sealed class MovableClock : TimeProvider
{
    private long offsetTicks;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() =>
        System.GetUtcNow().AddTicks(Interlocked.Read(ref offsetTicks));

    /// <summary>Moves this process's clock forward.</summary>
    /// <param name="by">How far; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref offsetTicks, by.Ticks);
    }
}
