using SecureAccess.Journeys.Development;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Development;

public sealed class MovableClockTests
{
    [Fact]
    public void It_runs_ahead_by_what_it_was_moved_and_never_backwards()
    {
        var clock = new MovableClock();

        clock.Advance(TimeSpan.FromDays(20));
        clock.Advance(TimeSpan.FromSeconds(301));

        var ahead = clock.GetUtcNow() - TimeProvider.System.GetUtcNow();
        ahead.ShouldBe(TimeSpan.FromDays(20) + TimeSpan.FromSeconds(301), TimeSpan.FromSeconds(5));
        Should.Throw<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromSeconds(-1)));
    }
}
