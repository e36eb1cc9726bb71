using SecureAccess.Audit;

namespace SecureAccess.Protocol.Logout;

/// <summary>What happens when clients are told of a session's end.</summary>
public static class LogoutEvents
{
    /// <summary>A client was not told: it did not take the token within 24 hours, or is not there any more.</summary>
    public static readonly AuditEventType NotDelivered = new("logout.not-delivered");

    /// <summary>Nobody was told: which clients a session's end concerns could not be found out for 24 hours.</summary>
    public static readonly AuditEventType NotTold = new("logout.not-told");
}
