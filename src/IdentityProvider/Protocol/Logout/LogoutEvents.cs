using SecureAccess.Audit;

namespace SecureAccess.Protocol.Logout;

/// <summary>What happens when clients are told of a session's end.</summary>
public static class LogoutEvents
{
    /// <summary>A client was not told: it refused, or did not answer rightly for 24 hours.</summary>
    public static readonly AuditEventType NotDelivered = new("logout.not-delivered");
}
