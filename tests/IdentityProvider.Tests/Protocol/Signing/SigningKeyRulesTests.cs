using SecureAccess.Protocol.Signing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Signing;

public sealed class SigningKeyRulesTests
{
    private static readonly DateTimeOffset T0 = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Algorithms = ["RS256", "ES256"];

    // Fails when: a key signs a moment early or late, a future one is not last, or a dropped one is still published.
    [Theory]
    [InlineData(-1, "r1 e1 e2 r2")]
    [InlineData(0, "r2 e2 r1 e1")]
    [InlineData(90 * 86_400_000L - 1, "r2 e2 r1 e1")]
    [InlineData(90 * 86_400_000L, "r2 e2")]
    public void Keys_stand_in_the_order_of_their_use(long milliseconds, string expected)
    {
        var drop = T0 + SigningKeyRules.Kept;
        KeyTimes[] keys =
        [
            new("e2", "ES256", 2, T0, null),
            new("r1", "RS256", 1, T0.AddDays(-90), drop),
            new("r2", "RS256", 2, T0, null),
            new("e1", "ES256", 1, T0.AddDays(-91), drop),
        ];
        var now = T0.AddMilliseconds(milliseconds);
        string.Join(' ', SigningKeyRules.Order(keys, Algorithms, now).Select(key => key.KeyId))
            .ShouldBe(expected);
        SigningKeyRules
            .NextChange(keys, now)
            .ShouldBe(
                milliseconds < 0 ? T0
                : now < drop ? drop
                : null
            );
    }

    // Fails when: the message of "keys rotate --now" is no longer true, or clients may keep the published set longer than a new key stands in it before it signs.
    [Fact]
    public void A_cached_set_is_older_than_no_key() =>
        (
            SigningKeyRules.CacheFor < new SigningKeyOptions { SigningKeyAheadDays = 1 }.Ahead
        ).ShouldBeTrue();

    // Fails when: a key that is made late signs before it was published long enough, or one made in time does not sign when it is due.
    [Theory]
    [InlineData(87, 90)]
    [InlineData(89, 90)]
    [InlineData(200, 201)]
    public void A_key_is_published_before_it_signs(int madeAfter, int signsAfter)
    {
        var (days, ahead) = (TimeSpan.FromDays(90), TimeSpan.FromDays(1));
        SigningKeyRules
            .NextSignsFrom(T0, days, ahead, T0.AddDays(madeAfter))
            .ShouldBe(T0.AddDays(signsAfter));
        var due = T0.AddDays(89) - SigningKeyRules.Margin;
        SigningKeyRules.IsNextDue(T0, days, ahead, due.AddMilliseconds(-1)).ShouldBeFalse();
        SigningKeyRules.IsNextDue(T0, days, ahead, due).ShouldBeTrue();
    }
}
