using SecureAccess.Audit;

namespace SecureAccess.Protocol.Signing;

/// <summary>What happens to signing keys.</summary>
public static class SigningKeyEvents
{
    /// <summary>A key was made and published.</summary>
    public static readonly AuditEventType Made = new("key.made");

    /// <summary>A key was dropped: nothing that it signed is accepted any more.</summary>
    public static readonly AuditEventType Retired = new("key.retired");
}
