namespace SecureAccess.Sessions.Registering;

/// <summary>The steps of registering and of proving one's identity.</summary>
public enum RegistrationStep
{
    /// <summary>Give an email address.</summary>
    Email,

    /// <summary>Enter the confirmation code that was sent to it (R16).</summary>
    ConfirmationCode,

    /// <summary>Choose a username and a password.</summary>
    Account,

    /// <summary>Prove the second factor that the account has already.</summary>
    SecondFactor,

    /// <summary>Say who you are (R12).</summary>
    Identity,

    /// <summary>Name a financial account (R13).</summary>
    FinancialAccount,

    /// <summary>Look over both before they are checked.</summary>
    Review,

    /// <summary>Prove the second factor that the account has once more, before another one is bound.</summary>
    FreshFactor,

    /// <summary>Name a phone (R14).</summary>
    Phone,

    /// <summary>Enter the activation code that was sent to it (R17).</summary>
    ActivationCode,

    /// <summary>The same person has an account already (D13).</summary>
    AccountExists,

    /// <summary>Choose the username that no import assigned (D14).</summary>
    Username,

    /// <summary>Registered and verified.</summary>
    Done,
}

/// <summary>What a browser and its account have done of a registration.</summary>
public sealed record RegistrationFacts
{
    /// <summary>A confirmation code was sent and may be entered.</summary>
    public bool ConfirmationCodeAwaited { get; init; }

    /// <summary>The email address is confirmed.</summary>
    public bool EmailConfirmed { get; init; }

    /// <summary>There is an account, and this browser is in a session of it.</summary>
    public bool HasAccount { get; init; }

    /// <summary>The account has a second factor that this session has not proved.</summary>
    public bool SecondFactorMissing { get; init; }

    /// <summary>The account has a second factor that was not proved in the last five minutes: none is bound beside it.</summary>
    public bool FreshFactorMissing { get; init; }

    /// <summary>Who the person is has been entered.</summary>
    public bool IdentityEntered { get; init; }

    /// <summary>An account number is held for the check (D10: it goes with the answer, or after 24 hours).</summary>
    public bool AccountNumberHeld { get; init; }

    /// <summary>Identity and financial account were checked and matched.</summary>
    public bool Proofed { get; init; }

    /// <summary>An activation code was sent and may be entered.</summary>
    public bool ActivationCodeAwaited { get; init; }

    /// <summary>The phone was proven, and the person has another account (D13).</summary>
    public bool HasAnotherAccount { get; init; }

    /// <summary>The account's identity is verified.</summary>
    public bool Verified { get; init; }

    /// <summary>A username is still to be chosen (D14).</summary>
    public bool UsernameOwed { get; init; }
}

/// <summary>Names the next step of a registration; nothing else does (R1, R14, D5, D13, D14, D22). The twin of <see cref="SignInProgress"/>.</summary>
public static class RegistrationProgress
{
    /// <summary>The next step: what was done is never asked for again, but for the account number (D10).</summary>
    public static RegistrationStep Next(RegistrationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts switch
        {
            { HasAccount: false, EmailConfirmed: true } => RegistrationStep.Account,
            { HasAccount: false, ConfirmationCodeAwaited: true } =>
                RegistrationStep.ConfirmationCode,
            { HasAccount: false } => RegistrationStep.Email,
            // R3: what an account with a second factor holds is opened by a password alone to nobody.
            { SecondFactorMissing: true } => RegistrationStep.SecondFactor,
            { Verified: true, UsernameOwed: true } => RegistrationStep.Username,
            { Verified: true } => RegistrationStep.Done,
            { HasAnotherAccount: true } => RegistrationStep.AccountExists,
            { Proofed: true, ActivationCodeAwaited: true } => RegistrationStep.ActivationCode,
            { Proofed: true, FreshFactorMissing: true } => RegistrationStep.FreshFactor,
            { Proofed: true } => RegistrationStep.Phone,
            { IdentityEntered: false } => RegistrationStep.Identity,
            // D5: identity and financial account are checked together.
            { AccountNumberHeld: false } => RegistrationStep.FinancialAccount,
            _ => RegistrationStep.Review,
        };
    }
}
