using SecureAccess.Audit;

namespace SecureAccess.Sessions;

/// <summary>What happens to sessions.</summary>
public static class SessionEvents
{
    /// <summary>A password was accepted; a second factor is still needed.</summary>
    public static readonly AuditEventType PasswordAccepted = new("session.password-accepted");

    /// <summary>A name and password were refused.</summary>
    public static readonly AuditEventType PasswordRefused = new("session.password-refused");

    /// <summary>A second factor was accepted: a sign-in, or a step-up in a session that had one.</summary>
    public static readonly AuditEventType SignedIn = new("session.signed-in");

    /// <summary>A session was ended.</summary>
    public static readonly AuditEventType Ended = new("session.ended");
}
