namespace SecureAccess.Delivery;

/// <summary>A lane of one kind of message. Two kinds never share one, whatever the lane is called.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The lane.</param>
public readonly record struct RoomLane(string Kind, string Name);

/// <summary>How far one look at a lane came.</summary>
public enum LaneStep
{
    /// <summary>A message is done with; there may be more.</summary>
    Went,

    /// <summary>Nothing is due.</summary>
    Empty,

    /// <summary>A try failed: the receiver is left alone for a while.</summary>
    Failed,
}
