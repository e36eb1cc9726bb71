using SecureAccess.Audit;

namespace SecureAccess.Delivery;

/// <summary>What this room writes into the audit record.</summary>
public static class DeliveryEvents
{
    /// <summary>What one room told another could not be read, or nobody takes it: it was given up.</summary>
    public static readonly AuditEventType RoomMessageLost = new("delivery.room-message-lost");
}
