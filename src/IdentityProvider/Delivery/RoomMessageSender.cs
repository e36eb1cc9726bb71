using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Delivery;

/// <summary>Tries one message at a time: claimed by one conditional update, so that any number of nodes may do so at once.</summary>
public sealed partial class RoomMessageSender(
    SecureAccessDbContext database,
    StateChange change,
    Encryption encryption,
    IEnumerable<IRoomMessageHandler> handlers,
    AuditLog audit,
    TimeProvider clock,
    ILogger<RoomMessageSender> log
)
{
    // One transaction each.
    private const int MostGivenUp = 200;

    /// <summary>Tries the first message of a lane that is due.</summary>
    public async Task<LaneStep> TryFirst(RoomLane lane, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var message = await Of(lane)
            .AsNoTracking()
            .Where(row => row.NextAttemptAt <= now)
            .OrderBy(row => row.NextAttemptAt)
            .ThenBy(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (message is null)
        {
            return LaneStep.Empty;
        }

        return await Claim(message, now, cancellationToken) is { } claimedUntil
            ? await Handle(message, claimedUntil, cancellationToken)
            : LaneStep.Went;
    }

    /// <summary>
    /// Gives up what a lane holds beyond its time, tried or not: behind a receiver that is down the messages would otherwise wait, and come, for
    /// ever.
    /// </summary>
    public async Task GiveUpExpired(RoomLane lane, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var expired = await Of(lane)
            .AsNoTracking()
            .Where(row => row.NextAttemptAt <= now && row.ExpiresAt <= now)
            .OrderBy(row => row.Id)
            .Take(MostGivenUp)
            .ToListAsync(cancellationToken);
        foreach (var message in expired)
        {
            if (await Claim(message, now, cancellationToken) is { } claimedUntil)
            {
                await GiveUp(message, claimedUntil, "expired", cancellationToken);
            }
        }
    }

    private IQueryable<RoomMessage> Of(RoomLane lane) =>
        database.Set<RoomMessage>().Where(row => row.Lane == lane.Name && row.Kind == lane.Kind);

    private async Task<DateTimeOffset?> Claim(
        RoomMessage message,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
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
        return claimed == 1 ? claimedUntil : null;
    }

    private async Task<LaneStep> Handle(
        RoomMessage message,
        DateTimeOffset claimedUntil,
        CancellationToken cancellationToken
    )
    {
        switch (await Try(message, cancellationToken))
        {
            case RoomMessageResult.Done done:
                await Finish(
                    message.Id,
                    claimedUntil,
                    token => done.Then?.Invoke(token) ?? Task.CompletedTask,
                    cancellationToken
                );
                return LaneStep.Went;
            case RoomMessageResult.TryAgain again
                when RetryAt(message) is var at && at < message.ExpiresAt:
                NotYet(log, message.Kind, message.Lane, message.Attempts + 1, again.Reason);
                await Postpone(message.Id, claimedUntil, at, cancellationToken);
                return again.OnlyThisOne ? LaneStep.Went : LaneStep.Failed;
            case RoomMessageResult.TryAgain again:
                await GiveUp(message, claimedUntil, again.Reason, cancellationToken);
                return again.OnlyThisOne ? LaneStep.Went : LaneStep.Failed;
            case RoomMessageResult.GiveUp never:
                await GiveUp(message, claimedUntil, never.Reason, cancellationToken);
                return LaneStep.Went;
            default:
                throw new InvalidOperationException("A result that does not exist.");
        }
    }

    private async Task<RoomMessageResult> Try(
        RoomMessage message,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // A row that no handler takes, or that cannot be read here, may be for a newer node or another root key.
            return await HandlerOf(message).Handle(Opened(message), cancellationToken);
        }
#pragma warning disable CA1031 // A handler that fails at one message is tried again with it; the others go on.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new RoomMessageResult.TryAgain(exception.GetType().Name, OnlyThisOne: true);
        }
    }

    private IRoomMessageHandler HandlerOf(RoomMessage message) =>
        handlers.Single(one => one.Kind == message.Kind);

    private RoomTelling Opened(RoomMessage message) =>
        new(
            message.Key,
            encryption.Unprotect(
                KeyPurpose.Outbox,
                message.Payload,
                RoomOutbox.Context(message.Key)
            )
        );

    private DateTimeOffset RetryAt(RoomMessage message) =>
        clock.GetUtcNow() + DeliveryRules.RetryAfter(message.Attempts + 1);

    private Task GiveUp(
        RoomMessage message,
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
                TellGivenUp(message, reason);
                return Task.CompletedTask;
            },
            cancellationToken
        );
    }

    private void TellGivenUp(RoomMessage message, string reason)
    {
        try
        {
            HandlerOf(message).GivenUp(Opened(message), reason);
        }
#pragma warning disable CA1031 // One row that nobody can read must not stand in the way of its lane for ever.
        catch (Exception)
#pragma warning restore CA1031
        {
            audit.Append(
                DeliveryEvents.RoomMessageLost,
                null,
                ("kind", message.Kind),
                ("lane", message.Lane),
                ("reason", reason)
            );
        }
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
