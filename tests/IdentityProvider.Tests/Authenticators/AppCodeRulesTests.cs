using OtpNet;
using SecureAccess.Authenticators;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Authenticators;

[Trait("Requirement", "R20")]
[Trait("Requirement", "D3")]
public sealed class AppCodeRulesTests
{
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // "12345678901234567890", RFC 6238 appendix B
    private static readonly DateTimeOffset StepBegins = DateTimeOffset.FromUnixTimeSeconds(
        1_700_000_010
    ); // a multiple of 30

    // Fails when: codes are not those of RFC 6238 with SHA-1 (which every mainstream app uses).
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_RFC_6238(long unixSeconds, string code) =>
        AppCodeRules
            .Match(Secret, code, DateTimeOffset.FromUnixTimeSeconds(unixSeconds))
            .Step.ShouldBe(unixSeconds / 30);

    // Fails when: a code lives longer than 60 s from the beginning of its step, or shorter than 60 s.
    [Theory]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    [InlineData(61, false)]
    public void A_code_lives_60_seconds_and_no_longer(int secondsAfterItAppeared, bool accepted) =>
        (
            AppCodeRules
                .Match(Secret, CodeAt(StepBegins), StepBegins.AddSeconds(secondsAfterItAppeared))
                .Step
            is not null
        ).ShouldBe(accepted);

    // Fails when: the window accepts a step ahead.
    [Fact]
    public void A_code_of_a_future_step_is_refused() =>
        AppCodeRules
            .Match(Secret, CodeAt(StepBegins), StepBegins.AddSeconds(-1))
            .Step.ShouldBeNull();

    private static string CodeAt(DateTimeOffset instant) =>
        new Totp(Base32Encoding.ToBytes(Secret)).ComputeTotp(instant.UtcDateTime);
}
