using SecureAccess.Audit;

namespace SecureAccess.Sessions.Recovering;

/// <summary>What happens in recoveries (D15). Their subject is the account; null where there is none.</summary>
public static class RecoveryEvents
{
    /// <summary>A username was asked for.</summary>
    public static readonly AuditEventType UsernameAsked = new("recovery.username-asked");

    /// <summary>A recovery code was asked for.</summary>
    public static readonly AuditEventType CodeSent = new("recovery.code-sent");

    /// <summary>An entry of a recovery code was wrong.</summary>
    public static readonly AuditEventType CodeRefused = new("recovery.code-refused");

    /// <summary>A recovery code was accepted, and a recovery session opened.</summary>
    public static readonly AuditEventType Opened = new("recovery.opened");

    /// <summary>A second factor was accepted in a recovery session.</summary>
    public static readonly AuditEventType SecondFactor = new("recovery.second-factor-accepted");

    /// <summary>A forgotten password was replaced.</summary>
    public static readonly AuditEventType PasswordReset = new("recovery.password-reset");

    /// <summary>A phone or app was set up in place of a lost one.</summary>
    public static readonly AuditEventType FactorReplaced = new("recovery.factor-replaced");

    /// <summary>"This was not me": everything was ended.</summary>
    public static readonly AuditEventType Secured = new("recovery.account-secured");
}
