using SecureAccess.Limits;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Limits;

[Trait("Requirement", "D4")]
public sealed class BackOffRulesTests
{
    // Fails when: the first delay comes at another failure than the 5th, is not 30 s, does not double, or exceeds 1 h.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 30)]
    [InlineData(6, 60)]
    [InlineData(7, 120)]
    [InlineData(11, 1920)]
    [InlineData(12, 3600)]
    [InlineData(13, 3600)]
    [InlineData(100, 3600)]
    [InlineData(int.MaxValue, 3600)]
    public void From_the_5th_failure_a_delay_of_30_s_doubles_to_an_hour(
        int failures,
        int seconds
    ) => BackOffRules.DelayAfter(failures).ShouldBe(TimeSpan.FromSeconds(seconds));

    // Fails when: unknown browsers may use up more than 90 of the 100 failures.
    [Fact]
    public void Ten_of_the_hundred_failures_are_kept_for_known_browsers()
    {
        BackOffRules.MostFor(knownBrowser: true).ShouldBe(100);
        BackOffRules.MostFor(knownBrowser: false).ShouldBe(90);
    }
}
