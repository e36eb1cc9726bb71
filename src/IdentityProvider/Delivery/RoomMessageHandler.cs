using System.Text.Json;

namespace SecureAccess.Delivery;

/// <summary>A message as its handler sees it.</summary>
/// <param name="Key">The same at every try.</param>
/// <param name="Content">The clear content, JSON.</param>
public sealed record RoomTelling(Guid Key, byte[] Content)
{
    /// <summary>The content as it was given to <see cref="RoomOutbox.Add"/>.</summary>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Content)!;

    /// <summary>The content may name persons: it is not printed.</summary>
    public override string ToString() => $"[message {Key:N}]";
}

/// <summary>What came of a try.</summary>
public abstract record RoomMessageResult
{
    private RoomMessageResult() { }

    /// <summary>It has done what it was for, and is deleted.</summary>
    /// <param name="Then">What is done in the transaction that deletes it; null: nothing.</param>
    public sealed record Done(Func<CancellationToken, Task>? Then = null) : RoomMessageResult;

    /// <summary>It did not, and may later.</summary>
    /// <param name="Reason">Why, in a word that names nobody.</param>
    /// <param name="OnlyThisOne">
    /// True: it is about this message, and the next of its lane may well go; false: the receiver is away, and its whole lane is left alone.
    /// </param>
    public sealed record TryAgain(string Reason, bool OnlyThisOne = false) : RoomMessageResult;

    /// <summary>It did not and never will.</summary>
    /// <param name="Reason">Why, in a word that names nobody.</param>
    public sealed record GiveUp(string Reason) : RoomMessageResult;
}

/// <summary>Acts on one kind of message. Called at least once, on any node; no transaction is open.</summary>
public interface IRoomMessageHandler
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>Tries. What it throws is a try that may succeed later.</summary>
    Task<RoomMessageResult> Handle(RoomTelling message, CancellationToken cancellationToken);

    /// <summary>There will be no further try; in the transaction that deletes the message.</summary>
    void GivenUp(RoomTelling message, string reason);
}
