using SecureAccess.Audit;

namespace SecureAccess.Proofing;

/// <summary>What happens in proofing. The events name ids; what did not match is told to nobody (D5).</summary>
public static class ProofingEvents
{
    /// <summary>The sources confirmed the person.</summary>
    public static readonly AuditEventType Confirmed = new("proofing.confirmed");

    /// <summary>The sources did not confirm the person, or the card is not accepted.</summary>
    public static readonly AuditEventType Refused = new("proofing.refused");

    /// <summary>A source could not be asked.</summary>
    public static readonly AuditEventType Unavailable = new("proofing.unavailable");

    /// <summary>No attempt was left (D5).</summary>
    public static readonly AuditEventType NoAttemptLeft = new("proofing.no-attempt-left");
}
