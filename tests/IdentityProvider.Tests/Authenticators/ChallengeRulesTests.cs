using SecureAccess.Authenticators;
using SecureAccess.Codes;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Authenticators;

[Trait("Requirement", "D7")]
public sealed class ChallengeRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // Fails when: a resend is allowed before 30 s, or refused at 30 s.
    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void A_resend_is_at_least_30_s_after_the_last_send(int seconds, bool allowed) =>
        (
            ChallengeRules.Decide(Sent(1), "text", Now.AddSeconds(seconds)) is SendDecision.Again
        ).ShouldBe(allowed);

    // Fails when: a challenge allows more or fewer than three resends.
    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void A_challenge_has_three_resends(int sends, bool allowed) =>
        (
            ChallengeRules.Decide(Sent(sends), "text", Now.AddMinutes(2)) is SendDecision.Again
        ).ShouldBe(allowed);

    // Fails when: changing between text and voice begins a new challenge, and so gains sends.
    [Fact]
    public void Another_method_goes_at_once_but_counts()
    {
        ChallengeRules
            .Decide(Sent(1), "voice", Now.AddSeconds(1))
            .ShouldBeOfType<SendDecision.Again>();
        ChallengeRules
            .Decide(Sent(4), "voice", Now.AddSeconds(1))
            .ShouldBeOfType<SendDecision.NoMore>();
    }

    // Fails when: the rules of resends delay a challenge that follows a consumed code (R19: a new code each time).
    [Fact]
    [Trait("Requirement", "R19")]
    public void A_challenge_that_follows_a_consumed_code_is_never_delayed()
    {
        var challenge = Sent(4);
        challenge.CompletedAt = Now;
        ChallengeRules.Decide(challenge, "text", Now).ShouldBeOfType<SendDecision.Begin>();
    }

    // Fails when: an expired challenge keeps a person from getting a code.
    [Fact]
    public void A_challenge_ends_with_its_code()
    {
        ChallengeRules
            .Decide(Sent(4), "text", Now.AddMinutes(10).AddSeconds(-1))
            .ShouldBeOfType<SendDecision.NoMore>();
        ChallengeRules
            .Decide(Sent(4), "text", Now.AddMinutes(10))
            .ShouldBeOfType<SendDecision.Begin>();
    }

    private static Challenge Sent(int sends) =>
        new()
        {
            SessionId = Guid.NewGuid(),
            AccountId = Guid.NewGuid(),
            AuthenticatorId = Guid.NewGuid(),
            Method = "text",
            Sends = sends,
            LastSentAt = Now,
        };
}
