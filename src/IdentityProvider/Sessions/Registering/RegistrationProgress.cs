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

    /// <summary>Choose a new password: the one that was accepted does not meet today's protocols, or others know it (R7, D9).</summary>
    ChangePassword,

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

    /// <summary>Ask for a letter: there is no other way to replace a lost phone (D15).</summary>
    Letter,

    /// <summary>Enter the code of the letter that is on its way (R18).</summary>
    LetterCode,

    /// <summary>Choose a new password in place of one that is lost with the phone (D15).</summary>
    NewPassword,

    /// <summary>Choose what to set up now that the code of a letter was accepted: a text, a call, or the app (R15).</summary>
    Method,

    /// <summary>Prove the app whose secret is shown.</summary>
    App,

    /// <summary>The same person has an account already (D13).</summary>
    AccountExists,

    /// <summary>Join what is the same person's with the account (D13, D14).</summary>
    JoinAccounts,

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

    /// <summary>The password that was accepted must be changed (D9).</summary>
    public bool PasswordMustChange { get; init; }

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

    /// <summary>A letter was sent and its code may be entered (R18).</summary>
    public bool LetterCodeAwaited { get; init; }

    /// <summary>The code of a letter was accepted, in the last 24 hours (D6).</summary>
    public bool LetterAccepted { get; init; }

    /// <summary>It is a recovery session in which a lost phone is replaced (D15): the identity is proved anew, and only a letter counts.</summary>
    public bool ReplacesFactor { get; init; }

    /// <summary>It was opened by an email code, and no password was chosen in it yet.</summary>
    public bool PasswordUnknown { get; init; }

    /// <summary>The secret of an app is shown in this session.</summary>
    public bool AppShown { get; init; }

    /// <summary>The phone or app was proven, and the person has another account (D13).</summary>
    public bool HasAnotherAccount { get; init; }

    /// <summary>The account's identity is verified.</summary>
    public bool Verified { get; init; }

    /// <summary>The session offers to join something of the same person's with the account (D13, D14).</summary>
    public bool JoinOffered { get; init; }

    /// <summary>A username is still to be chosen (D14).</summary>
    public bool UsernameOwed { get; init; }
}

/// <summary>Names the next step of a registration; nothing else does (R1, R14, R15, R18, D5, D13, D14, D22). The twin of <see cref="SignInProgress"/>.</summary>
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
            { ReplacesFactor: true } => NextOfRecovery(facts),
            // R3: what an account with a second factor holds is opened by a password alone to nobody.
            { SecondFactorMissing: true } => RegistrationStep.SecondFactor,
            { PasswordMustChange: true } => RegistrationStep.ChangePassword,
            { Verified: true, JoinOffered: true } => RegistrationStep.JoinAccounts,
            { Verified: true, UsernameOwed: true } => RegistrationStep.Username,
            { Verified: true } => RegistrationStep.Done,
            { HasAnotherAccount: true } => RegistrationStep.AccountExists,
            // R15: the app is for those whom a letter reached; choosing it comes after any text.
            { Proofed: true, LetterAccepted: true, AppShown: true, FreshFactorMissing: false } =>
                RegistrationStep.App,
            { Proofed: true, ActivationCodeAwaited: true } => RegistrationStep.ActivationCode,
            { Proofed: true, LetterCodeAwaited: true } => RegistrationStep.LetterCode,
            { Proofed: true, FreshFactorMissing: true } => RegistrationStep.FreshFactor,
            { Proofed: true, LetterAccepted: true } => RegistrationStep.Method,
            { Proofed: true } => RegistrationStep.Phone,
            _ => NextOfProofing(facts),
        };
    }

    // D15: identity match, letter, then what takes the place of the lost phone. The letter may come weeks after the match.
    private static RegistrationStep NextOfRecovery(RegistrationFacts facts) =>
        facts switch
        {
            { LetterAccepted: true, PasswordUnknown: true } => RegistrationStep.NewPassword,
            { LetterAccepted: true, AppShown: true } => RegistrationStep.App,
            { LetterAccepted: true, ActivationCodeAwaited: true } =>
                RegistrationStep.ActivationCode,
            { LetterAccepted: true } => RegistrationStep.Method,
            { LetterCodeAwaited: true } => RegistrationStep.LetterCode,
            { Proofed: true } => RegistrationStep.Letter,
            _ => NextOfProofing(facts),
        };

    private static RegistrationStep NextOfProofing(RegistrationFacts facts) =>
        facts switch
        {
            { IdentityEntered: false } => RegistrationStep.Identity,
            // D5: identity and financial account are checked together.
            { AccountNumberHeld: false } => RegistrationStep.FinancialAccount,
            _ => RegistrationStep.Review,
        };
}
