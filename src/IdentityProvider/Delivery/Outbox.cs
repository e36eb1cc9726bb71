using System.Text.Json;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Delivery;

/// <summary>Takes messages in the transaction of the change that causes them; <see cref="SendOutbox"/> delivers them after the commit.</summary>
public sealed class Outbox(
    SecureAccessDbContext database,
    StateChange stateChange,
    Encryption encryption,
    OutboxSignal signal,
    TimeProvider clock
)
{
    /// <summary>Adds a message to the change in progress: it leaves if that commits, and never if it does not.</summary>
    public void Add(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var key = Guid.NewGuid();
        var now = clock.GetUtcNow();
        database.Add(
            new OutboxMessage
            {
                IdempotencyKey = key,
                Payload = encryption.Protect(
                    KeyPurpose.Outbox,
                    JsonSerializer.SerializeToUtf8Bytes(message),
                    key.ToString("N")
                ),
                CreatedAt = now,
                ExpiresAt = message.ExpiresAt,
                NextAttemptAt = now,
            }
        );
        stateChange.WhenCommitted(signal.Set);
    }
}
