using System.Text.Json;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Delivery;

/// <summary>
/// Takes what a room tells an upper one, in the transaction of the change that causes it. Nobody calls upwards: the upper room
/// registers an <see cref="IRoomMessageHandler"/>, which is called after the commit.
/// </summary>
public sealed class RoomOutbox(
    SecureAccessDbContext database,
    StateChange stateChange,
    Encryption encryption,
    [FromKeyedServices(RoomOutbox.Signal)] OutboxSignal signal,
    TimeProvider clock
)
{
    /// <summary>The key under which the signal of this outbox is registered.</summary>
    public const string Signal = "rooms";

    /// <summary>Adds a message to the change in progress: it is told if that commits, and never if it does not.</summary>
    /// <param name="kind">Names the handler.</param>
    /// <param name="lane">What it waits behind; see <see cref="RoomMessage.Lane"/>.</param>
    /// <param name="content">Serialized as JSON and encrypted.</param>
    /// <param name="worthFor">How long it is worth telling.</param>
    public void Add<T>(string kind, string lane, T content, TimeSpan worthFor)
    {
        var key = Guid.NewGuid();
        var now = clock.GetUtcNow();
        database.Add(
            new RoomMessage
            {
                Key = key,
                Kind = kind,
                Lane = lane,
                Payload = encryption.Protect(
                    KeyPurpose.Outbox,
                    JsonSerializer.SerializeToUtf8Bytes(content),
                    Context(key)
                ),
                ExpiresAt = now + worthFor,
                NextAttemptAt = now,
            }
        );
        stateChange.WhenCommitted(signal.Set);
    }

    internal static string Context(Guid key) => $"room:{key:N}";
}
