using SecureAccess.Sessions.Recovering;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Sessions.Recovering;

public sealed class RecoveryProgressTests
{
    // Fails when: a step is passed over or asked for twice.
    [Fact]
    [Trait("Requirement", "D15")]
    public void A_forgotten_password_needs_the_mailbox_and_a_second_factor()
    {
        Next(new()).ShouldBe(RecoveryStep.Start);
        Next(new() { CodeAwaited = true }).ShouldBe(RecoveryStep.Code);
        var opened = new RecoveryFacts { Opened = RecoveryFor.Password, HasSecondFactor = true };
        Next(opened).ShouldBe(RecoveryStep.Method);
        Next(opened with { SecurityCodeAwaited = true }).ShouldBe(RecoveryStep.SecurityCode);
        Next(opened with { SecondFactorProved = true }).ShouldBe(RecoveryStep.NewPassword);
    }

    // Fails when: an account without any second factor is not recovered by the email code, or one with it is.
    [Fact]
    [Trait("Requirement", "D15")]
    public void Without_a_second_factor_the_mailbox_is_enough() =>
        Next(new() { Opened = RecoveryFor.Password }).ShouldBe(RecoveryStep.NewPassword);

    // Fails when: securing is done without its confirmation, or asked for twice.
    [Fact]
    [Trait("Requirement", "D15")]
    public void Securing_is_confirmed_once_and_then_goes_on_to_the_password()
    {
        var secure = new RecoveryFacts { Opened = RecoveryFor.Secure, HasSecondFactor = true };
        Next(secure).ShouldBe(RecoveryStep.Secure);
        Next(secure with { SecondFactorProved = true }).ShouldBe(RecoveryStep.Secure);
        Next(secure with { Secured = true }).ShouldBe(RecoveryStep.Method);
    }

    private static RecoveryStep Next(RecoveryFacts facts) => RecoveryProgress.Next(facts);
}
