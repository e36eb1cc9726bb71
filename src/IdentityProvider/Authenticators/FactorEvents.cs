using SecureAccess.Audit;

namespace SecureAccess.Authenticators;

/// <summary>What happens to second factors.</summary>
public static class FactorEvents
{
    /// <summary>A security code was sent.</summary>
    public static readonly AuditEventType CodeSent = new("factor.code-sent");

    /// <summary>An entry was wrong.</summary>
    public static readonly AuditEventType Refused = new("factor.refused");
}
