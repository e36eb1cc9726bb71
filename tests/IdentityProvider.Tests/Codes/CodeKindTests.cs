using SecureAccess.Codes;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Codes;

public sealed class CodeKindTests
{
    // Fails when: the confirmation code's row in CodeKind gets another form or lifetime than six digits and 15 minutes.
    [Fact]
    [Trait("Requirement", "R16")]
    [Trait("Requirement", "D1")]
    public void The_confirmation_code_has_six_digits_and_lives_15_minutes() =>
        Row(CodeKind.Confirmation).ShouldBe((CodeForm.SixDigits, TimeSpan.FromMinutes(15), 5));

    // Fails when: the activation code's row gets another form or lifetime than six digits and 10 minutes.
    [Fact]
    [Trait("Requirement", "R17")]
    [Trait("Requirement", "D1")]
    public void The_activation_code_by_text_has_six_digits_and_lives_10_minutes() =>
        Row(CodeKind.Activation).ShouldBe((CodeForm.SixDigits, TimeSpan.FromMinutes(10), 5));

    // Fails when: the mailed activation code's row gets another form or lifetime than ten characters and 30 days.
    [Fact]
    [Trait("Requirement", "R18")]
    [Trait("Requirement", "D1")]
    public void The_mailed_activation_code_has_ten_characters_and_lives_30_days() =>
        Row(CodeKind.MailedActivation).ShouldBe((CodeForm.Mailed, TimeSpan.FromDays(30), 10));

    // Fails when: the security code's row gets another form or lifetime than six digits and 10 minutes.
    [Fact]
    [Trait("Requirement", "R19")]
    [Trait("Requirement", "D1")]
    public void The_security_code_has_six_digits_and_lives_10_minutes() =>
        Row(CodeKind.Security).ShouldBe((CodeForm.SixDigits, TimeSpan.FromMinutes(10), 5));

    // Fails when: the app code's row promises another lifetime than 60 seconds.
    [Fact]
    [Trait("Requirement", "R20")]
    [Trait("Requirement", "D1")]
    public void The_app_code_has_six_digits_and_lives_60_seconds() =>
        Row(CodeKind.AppSecurity).ShouldBe((CodeForm.SixDigits, TimeSpan.FromSeconds(60), 0));

    private static (CodeForm, TimeSpan, int) Row(CodeKind kind) =>
        (kind.Form, kind.Lifetime, kind.Attempts);
}
