using SecureAccess.Audit;

namespace SecureAccess.Clients;

/// <summary>What this room writes into the audit record.</summary>
public static class ClientEvents
{
    /// <summary>A client was registered.</summary>
    public static readonly AuditEventType ClientRegistered = new("client.registered");

    /// <summary>A client's registration was changed.</summary>
    public static readonly AuditEventType ClientChanged = new("client.changed");

    /// <summary>A client was switched off; what it held is refused from then on, and revoked after.</summary>
    public static readonly AuditEventType ClientDisabled = new("client.disabled");

    /// <summary>A client was switched on again.</summary>
    public static readonly AuditEventType ClientEnabled = new("client.enabled");

    /// <summary>A client received its first grant of a session, or one under <c>offline_access</c>.</summary>
    public static readonly AuditEventType GrantMade = new("grant.made");

    /// <summary>A grant, and with it every token under it, was revoked.</summary>
    public static readonly AuditEventType GrantRevoked = new("grant.revoked");

    /// <summary>A person agreed that a client may receive some scopes.</summary>
    public static readonly AuditEventType ConsentGiven = new("consent.given");

    /// <summary>A person refused.</summary>
    public static readonly AuditEventType ConsentRefused = new("consent.refused");

    /// <summary>A person withdrew what was agreed.</summary>
    public static readonly AuditEventType ConsentWithdrawn = new("consent.withdrawn");
}
