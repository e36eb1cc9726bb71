namespace SecureAccess.Sessions.Recovering;

/// <summary>The steps of a recovery (D15).</summary>
public enum RecoveryStep
{
    /// <summary>Nothing was begun.</summary>
    Start,

    /// <summary>Enter the recovery code that was sent by email.</summary>
    Code,

    /// <summary>"This was not me": confirm that everything is to end.</summary>
    Secure,

    /// <summary>Choose a second factor.</summary>
    Method,

    /// <summary>Enter its security code.</summary>
    SecurityCode,

    /// <summary>Choose the new password.</summary>
    NewPassword,

    /// <summary>There is no second factor left to prove: the phone is lost.</summary>
    LostPhone,

    /// <summary>Prove the identity anew, and set up another phone or app by a letter.</summary>
    Replace,
}

/// <summary>What a browser has done of a recovery.</summary>
public sealed record RecoveryFacts
{
    /// <summary>A recovery code was asked for and may be entered.</summary>
    public bool CodeAwaited { get; init; }

    /// <summary>What the recovery whose code was accepted is for; null while there is no recovery session.</summary>
    public RecoveryFor? Opened { get; init; }

    /// <summary>"This was not me" was confirmed.</summary>
    public bool Secured { get; init; }

    /// <summary>The account's identity is verified.</summary>
    public bool Verified { get; init; }

    /// <summary>The code of the letter that replaces a lost phone was accepted in this session, and the password is still to be chosen.</summary>
    public bool PasswordOwed { get; init; }

    /// <summary>The account has a second factor.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>It was proved in this recovery session.</summary>
    public bool SecondFactorProved { get; init; }

    /// <summary>One was chosen, and its code may be entered.</summary>
    public bool SecurityCodeAwaited { get; init; }
}

/// <summary>Names the next step of a recovery; nothing else does (D15). The twin of <see cref="SignInProgress"/>.</summary>
public static class RecoveryProgress
{
    /// <summary>The next step.</summary>
    public static RecoveryStep Next(RecoveryFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts switch
        {
            { Opened: null, CodeAwaited: true } => RecoveryStep.Code,
            { Opened: null } => RecoveryStep.Start,
            { Opened: RecoveryFor.Secure, Secured: false } => RecoveryStep.Secure,
            { Opened: RecoveryFor.Phone, PasswordOwed: true } => RecoveryStep.NewPassword,
            { Opened: RecoveryFor.Phone, Verified: true } => RecoveryStep.Replace,
            // Without a verified identity nothing but the factor shows whose the account is.
            { Opened: RecoveryFor.Phone } => RecoveryStep.LostPhone,
            // D15: two different proofs; only an unverified account without any second factor is recovered by the email code alone.
            { Verified: true, HasSecondFactor: false, SecondFactorProved: false } =>
                RecoveryStep.LostPhone,
            { HasSecondFactor: true, SecondFactorProved: false, SecurityCodeAwaited: true } =>
                RecoveryStep.SecurityCode,
            { HasSecondFactor: true, SecondFactorProved: false } => RecoveryStep.Method,
            _ => RecoveryStep.NewPassword,
        };
    }
}
