using SecureAccess.Audit;

namespace SecureAccess.Authenticators;

/// <summary>What happens to second factors.</summary>
public static class FactorEvents
{
    /// <summary>A security code was sent.</summary>
    public static readonly AuditEventType CodeSent = new("factor.code-sent");

    /// <summary>An entry was wrong.</summary>
    public static readonly AuditEventType Refused = new("factor.refused");

    /// <summary>An authenticator app was added.</summary>
    public static readonly AuditEventType AppAdded = new("factor.app-added");

    /// <summary>A phone was claimed, and a source was asked about it.</summary>
    public static readonly AuditEventType PhoneClaimed = new("factor.phone-claimed");

    /// <summary>An activation code was sent.</summary>
    public static readonly AuditEventType ActivationSent = new("factor.activation-sent");

    /// <summary>An entry of an activation code was wrong.</summary>
    public static readonly AuditEventType ActivationRefused = new("factor.activation-refused");
}
