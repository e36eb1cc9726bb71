using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Delivery;

/// <summary>Tries one message at a time: claimed by one conditional update, so that any number of nodes may do so at once.</summary>
public sealed partial class RoomMessageSender(
    SecureAccessDbContext database,
    StateChange change,
    Encryption encryption,
    IEnumerable<IRoomMessageHandler> handlers,
    TimeProvider clock,
    ILogger<RoomMessageSender> log
)
{
    /// <summary>Tries the first message of a lane that is due.</summary>
    /// <returns>False when the lane has nothing more to do now: nothing is due, or the try did not succeed.</returns>
    public async Task<bool> TryFirst(string lane, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var message = await database
            .Set<RoomMessage>()
            .AsNoTracking()
            .Where(row => row.Lane == lane && row.NextAttemptAt <= now)
            .OrderBy(row => row.NextAttemptAt)
            .ThenBy(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (message is null)
        {
            return false;
        }

        var claimedUntil = now + DeliveryRules.Claim;
        var claimed = await database
            .Set<RoomMessage>()
            .Where(row => row.Id == message.Id && row.NextAttemptAt == message.NextAttemptAt)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.NextAttemptAt, claimedUntil)
                        .SetProperty(row => row.Attempts, row => row.Attempts + 1),
                cancellationToken
            );
        return claimed == 0 || await Handle(message, claimedUntil, cancellationToken);
    }

    private async Task<bool> Handle(
        RoomMessage message,
        DateTimeOffset claimedUntil,
        CancellationToken cancellationToken
    )
    {
        var handler = handlers.Single(one => one.Kind == message.Kind);
        var telling = new RoomTelling(
            message.Key,
            encryption.Unprotect(
                KeyPurpose.Outbox,
                message.Payload,
                RoomOutbox.Context(message.Key)
            )
        );
        switch (await Try(handler, telling, cancellationToken))
        {
            case RoomMessageResult.Done done:
                await Finish(
                    message.Id,
                    claimedUntil,
                    token => done.Then?.Invoke(token) ?? Task.CompletedTask,
                    cancellationToken
                );
                return true;
            case RoomMessageResult.TryAgain again
                when RetryAt(message) is var at && at < message.ExpiresAt:
                NotYet(log, message.Kind, message.Lane, message.Attempts + 1, again.Reason);
                await Postpone(message.Id, claimedUntil, at, cancellationToken);
                return false;
            case RoomMessageResult.TryAgain again:
                await GiveUp(
                    handler,
                    message,
                    telling,
                    claimedUntil,
                    again.Reason,
                    cancellationToken
                );
                return false;
            case RoomMessageResult.GiveUp never:
                await GiveUp(
                    handler,
                    message,
                    telling,
                    claimedUntil,
                    never.Reason,
                    cancellationToken
                );
                return true;
            default:
                throw new InvalidOperationException("A result that does not exist.");
        }
    }

    private static async Task<RoomMessageResult> Try(
        IRoomMessageHandler handler,
        RoomTelling telling,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await handler.Handle(telling, cancellationToken);
        }
#pragma warning disable CA1031 // A handler that fails is tried again like a receiver that does.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new RoomMessageResult.TryAgain(exception.GetType().Name);
        }
    }

    private DateTimeOffset RetryAt(RoomMessage message) =>
        clock.GetUtcNow() + DeliveryRules.RetryAfter(message.Attempts + 1);

    private Task GiveUp(
        IRoomMessageHandler handler,
        RoomMessage message,
        RoomTelling telling,
        DateTimeOffset claimedUntil,
        string reason,
        CancellationToken cancellationToken
    )
    {
        GivenUp(log, message.Kind, message.Lane, message.Attempts + 1, reason);
        return Finish(
            message.Id,
            claimedUntil,
            _ =>
            {
                handler.GivenUp(telling, reason);
                return Task.CompletedTask;
            },
            cancellationToken
        );
    }

    // Only by who holds the claim: a node that was slower than its claim finds another's try in progress.
    private Task Finish(
        long id,
        DateTimeOffset claimedUntil,
        Func<CancellationToken, Task> then,
        CancellationToken cancellationToken
    ) =>
        change.InOneTransaction(
            async token =>
            {
                var deleted = await database
                    .Set<RoomMessage>()
                    .Where(row => row.Id == id && row.NextAttemptAt == claimedUntil)
                    .ExecuteDeleteAsync(token);
                if (deleted == 1)
                {
                    await then(token);
                }
            },
            cancellationToken
        );

    private Task<int> Postpone(
        long id,
        DateTimeOffset claimedUntil,
        DateTimeOffset until,
        CancellationToken cancellationToken
    ) =>
        database
            .Set<RoomMessage>()
            .Where(row => row.Id == id && row.NextAttemptAt == claimedUntil)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.NextAttemptAt, until),
                cancellationToken
            );

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Kind} for {Lane} was not told at try {Attempt}: {Reason}; it is tried again"
    )]
    private static partial void NotYet(
        ILogger logger,
        string kind,
        string lane,
        int attempt,
        string reason
    );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Kind} for {Lane} was not told and is given up at try {Attempt}: {Reason}"
    )]
    private static partial void GivenUp(
        ILogger logger,
        string kind,
        string lane,
        int attempt,
        string reason
    );
}
