using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Delivery;

/// <summary>Delivers what waits in the outbox: once by one node at a time, at least once in all, in the order of writing.</summary>
public sealed partial class OutboxSender(
    SecureAccessDbContext database,
    Encryption encryption,
    IMessageChannel channel,
    TimeProvider clock,
    ILogger<OutboxSender> log
)
{
    private const int Batch = 50;

    /// <summary>Tries every message that is due.</summary>
    /// <returns>How many were delivered.</returns>
    public async Task<int> DeliverDue(CancellationToken cancellationToken)
    {
        var delivered = 0;
        while (true)
        {
            var now = clock.GetUtcNow();
            var due = await database
                .Set<OutboxMessage>()
                .AsNoTracking()
                .Where(message => message.NextAttemptAt <= now)
                .OrderBy(message => message.Id)
                .Take(Batch)
                .ToListAsync(cancellationToken);
            foreach (var message in due)
            {
                delivered += await Deliver(message, now, cancellationToken) ? 1 : 0;
            }

            if (due.Count < Batch)
            {
                return delivered;
            }
        }
    }

    private async Task<bool> Deliver(
        OutboxMessage message,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (message.Payload is null || message.ExpiresAt <= now)
        {
            await Finish(message.Id, null, cancellationToken);
            Expired(log, message.Id);
            return false;
        }

        var claimed = await database
            .Set<OutboxMessage>()
            .Where(row => row.Id == message.Id && row.NextAttemptAt == message.NextAttemptAt)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.NextAttemptAt, now + DeliveryRules.Claim)
                        .SetProperty(row => row.Attempts, row => row.Attempts + 1),
                cancellationToken
            );
        if (claimed == 0)
        {
            return false;
        }

        try
        {
            var clear = encryption.Unprotect(
                KeyPurpose.Outbox,
                message.Payload,
                message.IdempotencyKey.ToString("N")
            );
            await channel.Deliver(
                JsonSerializer.Deserialize<OutgoingMessage>(clear)!,
                message.IdempotencyKey,
                cancellationToken
            );
        }
        catch (MessageRefusedException exception)
        {
            var retryAt = now + DeliveryRules.RetryAfter(message.Attempts + 1);
            await database
                .Set<OutboxMessage>()
                .Where(row => row.Id == message.Id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.NextAttemptAt, retryAt),
                    cancellationToken
                );
            Refused(log, message.Id, message.Attempts + 1, exception.Message);
            return false;
        }

        await Finish(message.Id, now, cancellationToken);
        return true;
    }

    private Task<int> Finish(
        long id,
        DateTimeOffset? deliveredAt,
        CancellationToken cancellationToken
    ) =>
        database
            .Set<OutboxMessage>()
            .Where(row => row.Id == id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Payload, (byte[]?)null)
                        .SetProperty(row => row.NextAttemptAt, (DateTimeOffset?)null)
                        .SetProperty(row => row.DeliveredAt, deliveredAt),
                cancellationToken
            );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Message {Id} expired before it could be delivered"
    )]
    private static partial void Expired(ILogger logger, long id);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Message {Id} was refused at try {Attempt}: {Reason}"
    )]
    private static partial void Refused(ILogger logger, long id, int attempt, string reason);
}
