using SecureAccess.Sessions.Registering;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Sessions.Registering;

public sealed class RegistrationProgressTests
{
    private static readonly RegistrationFacts InSession = new() { HasAccount = true };

    [Fact]
    [Trait("Requirement", "R16")]
    // Fails when: a password may be chosen before the email address is confirmed.
    public void Before_a_password_come_the_address_and_its_code()
    {
        Next(new()).ShouldBe(RegistrationStep.Email);
        Next(new() { ConfirmationCodeAwaited = true }).ShouldBe(RegistrationStep.ConfirmationCode);
        Next(new() { EmailConfirmed = true }).ShouldBe(RegistrationStep.Account);
        Next(new() { EmailConfirmed = true, ConfirmationCodeAwaited = true })
            .ShouldBe(RegistrationStep.Account);
    }

    [Fact]
    [Trait("Requirement", "D5")]
    // Fails when: identity and financial account are not both there before they are checked, or are checked without being looked over.
    public void Identity_and_financial_account_are_entered_and_looked_over_before_the_check()
    {
        Next(InSession).ShouldBe(RegistrationStep.Identity);
        Next(InSession with { AccountNumberHeld = true }).ShouldBe(RegistrationStep.Identity);
        Next(InSession with { IdentityEntered = true }).ShouldBe(RegistrationStep.FinancialAccount);
        Next(InSession with { IdentityEntered = true, AccountNumberHeld = true })
            .ShouldBe(RegistrationStep.Review);
    }

    [Fact]
    [Trait("Requirement", "R14")]
    [Trait("Requirement", "R17")]
    // Fails when: the phone is asked before the identity matched, or the code is not asked once it was sent.
    public void The_phone_comes_after_the_identity_matched()
    {
        var entered = InSession with { IdentityEntered = true };
        Next(entered with { ActivationCodeAwaited = true })
            .ShouldBe(RegistrationStep.FinancialAccount);
        Next(entered with { Proofed = true }).ShouldBe(RegistrationStep.Phone);
        Next(entered with { Proofed = true, ActivationCodeAwaited = true })
            .ShouldBe(RegistrationStep.ActivationCode);
    }

    [Fact]
    [Trait("Requirement", "D13")]
    // Fails when: a person with another account is led on as if there were none, or told before the phone is proven.
    public void Who_has_another_account_is_told_so_and_goes_no_further()
    {
        var proofed = InSession with { IdentityEntered = true, Proofed = true };
        Next(proofed with { HasAnotherAccount = true }).ShouldBe(RegistrationStep.AccountExists);
        Next(proofed with { HasAnotherAccount = true, ActivationCodeAwaited = true })
            .ShouldBe(RegistrationStep.AccountExists);
    }

    [Fact]
    [Trait("Requirement", "D14")]
    // Fails when: a verified person without a username is sent back to the tool before choosing one.
    public void A_username_that_is_owed_is_chosen_after_the_verification_and_before_the_end()
    {
        Next(InSession with { UsernameOwed = true }).ShouldBe(RegistrationStep.Identity);
        Next(InSession with { Verified = true, UsernameOwed = true })
            .ShouldBe(RegistrationStep.Username);
        Next(InSession with { Verified = true }).ShouldBe(RegistrationStep.Done);
    }

    [Fact]
    [Trait("Requirement", "D14")]
    // Fails when: a join is offered before the verification and the second factor, or after a username was chosen that it would retire.
    public void A_join_is_offered_after_the_verification_and_before_a_username_is_chosen()
    {
        Next(InSession with { JoinOffered = true }).ShouldBe(RegistrationStep.Identity);
        Next(InSession with { Verified = true, UsernameOwed = true, JoinOffered = true })
            .ShouldBe(RegistrationStep.JoinAccounts);
        Next(InSession with { Verified = true, JoinOffered = true, SecondFactorMissing = true })
            .ShouldBe(RegistrationStep.SecondFactor);
    }

    [Fact]
    [Trait("Requirement", "R3")]
    // Fails when: a password alone opens the registration pages of an account that has a second factor.
    public void An_account_with_a_second_factor_is_opened_by_both()
    {
        foreach (
            var facts in new[]
            {
                InSession,
                InSession with
                {
                    Verified = true,
                },
                InSession with
                {
                    IdentityEntered = true,
                    Proofed = true,
                },
                InSession with
                {
                    HasAnotherAccount = true,
                },
            }
        )
        {
            Next(facts with { SecondFactorMissing = true }).ShouldBe(RegistrationStep.SecondFactor);
        }
    }

    [Fact]
    [Trait("Requirement", "R15")]
    [Trait("Requirement", "R18")]
    // Fails when: a letter is asked for by the wrong step, or closes the one-session way.
    public void A_letter_is_entered_before_anything_is_set_up_with_it()
    {
        var proofed = InSession with { IdentityEntered = true, Proofed = true };
        var awaited = proofed with { LetterCodeAwaited = true };
        Next(awaited).ShouldBe(RegistrationStep.LetterCode);
        Next(awaited with { FreshFactorMissing = true }).ShouldBe(RegistrationStep.LetterCode);
        Next(awaited with { ActivationCodeAwaited = true })
            .ShouldBe(RegistrationStep.ActivationCode);
        Next(awaited with { HasAnotherAccount = true }).ShouldBe(RegistrationStep.AccountExists);
        Next(InSession with { LetterCodeAwaited = true }).ShouldBe(RegistrationStep.Identity);
        var accepted = proofed with { LetterAccepted = true };
        Next(accepted).ShouldBe(RegistrationStep.Method);
        Next(accepted with { ActivationCodeAwaited = true })
            .ShouldBe(RegistrationStep.ActivationCode);
    }

    [Fact]
    [Trait("Requirement", "R15")]
    [Trait("Requirement", "D11")]
    // Fails when: the app is open without a letter, or beside a second factor that was not proved a moment ago.
    public void The_app_is_set_up_after_a_letter_and_a_fresh_factor_alone()
    {
        var shown = InSession with { IdentityEntered = true, Proofed = true, AppShown = true };
        Next(shown).ShouldBe(RegistrationStep.Phone);
        Next(shown with { LetterCodeAwaited = true }).ShouldBe(RegistrationStep.LetterCode);
        var accepted = shown with { LetterAccepted = true };
        Next(accepted).ShouldBe(RegistrationStep.App);
        Next(accepted with { ActivationCodeAwaited = true }).ShouldBe(RegistrationStep.App);
        Next(accepted with { FreshFactorMissing = true }).ShouldBe(RegistrationStep.FreshFactor);
        Next(InSession with { LetterAccepted = true, AppShown = true })
            .ShouldBe(RegistrationStep.Identity);
    }

    private static RegistrationStep Next(RegistrationFacts facts) =>
        RegistrationProgress.Next(facts);
}
