using SecureAccess.Audit;

namespace SecureAccess.Protocol.Refusals;

/// <summary>What this room writes into the audit record.</summary>
public static class ProtocolEvents
{
    /// <summary>A request of a client was refused: its endpoint, the error, the cause where it is known, and the client where it exists.</summary>
    public static readonly AuditEventType Refused = new("protocol.refused");
}
