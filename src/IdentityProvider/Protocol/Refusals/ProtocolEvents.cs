using SecureAccess.Audit;

namespace SecureAccess.Protocol.Refusals;

/// <summary>What this room writes into the audit record.</summary>
public static class ProtocolEvents
{
    /// <summary>A request of a client was refused: its endpoint, the error, the cause where it is known, and the client where it exists.</summary>
    public static readonly AuditEventType Refused = new("protocol.refused");

    /// <summary>A client's assertion was shown again after it had authenticated its client: the client errs, or someone has read it.</summary>
    public static readonly AuditEventType AssertionReplayed = new("protocol.assertion-replayed");

    /// <summary>A source has been refused so often that its further refusals are not recorded until the instant that it names.</summary>
    public static readonly AuditEventType RefusalsUnrecorded = new("protocol.refusals-unrecorded");
}
