namespace SampleRelyingParty.Clock;

/// <summary>
/// The system's time plus an offset that can only grow: cookies, token lifetimes and the age of a sign-in all read it,
/// so that a developer need not wait for something to expire.
/// </summary>
public sealed class MovableClock : TimeProvider
{
    private long offsetTicks;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() =>
        System.GetUtcNow().AddTicks(Interlocked.Read(ref offsetTicks));

    /// <summary>Moves the clock of this process forward.</summary>
    /// <param name="by">How far; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref offsetTicks, by.Ticks);
    }
}
