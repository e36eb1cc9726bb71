using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Delivery;

/// <summary>
/// The lanes that this node works on. Each goes on by itself until nothing of it is due or a try fails: a receiver that is down holds up its
/// own lane and no other, and is left alone for longer with each failure.
/// </summary>
public sealed partial class RoomMessageLanes(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<RoomMessageLanes> log
)
{
    /// <summary>Lanes that a node works on at once.</summary>
    public const int MostAtOnce = 64;

    /// <summary>Of those, lanes of one kind: however many receivers of one kind are slow, there is room for another kind.</summary>
    public const int MostOfOneKind = 56;

    private readonly ConcurrentDictionary<RoomLane, bool> active = new();

    // Of this node only: another finds out by a try of its own.
    private readonly ConcurrentDictionary<RoomLane, Pause> paused = new();

    /// <summary>Begins every lane that has something due and is not at work already, the longest waiting first, and returns at once.</summary>
    /// <returns>The lanes that were begun.</returns>
    public async Task<IReadOnlyList<Task>> Begin(CancellationToken cancellationToken)
    {
        var begun = new List<Task>();
        foreach (var lane in await Due(cancellationToken))
        {
            if (active.TryAdd(lane, true))
            {
                begun.Add(Run(lane, cancellationToken));
            }
        }

        return begun;
    }

    /// <summary>Tries everything that is due now, and waits for it.</summary>
    public async Task DeliverDue(CancellationToken cancellationToken)
    {
        while (await Begin(cancellationToken) is { Count: > 0 } begun)
        {
            await Task.WhenAll(begun);
        }
    }

    private async Task<List<RoomLane>> Due(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var messages = scope
            .ServiceProvider.GetRequiredService<SecureAccessDbContext>()
            .Set<RoomMessage>();
        var now = clock.GetUtcNow();
        var kinds = await messages
            .Where(message => message.NextAttemptAt <= now)
            .Select(message => message.Kind)
            .Distinct()
            .ToListAsync(cancellationToken);
        // The kind with the fewest lanes at work first, so that what room there is goes to it.
        var found = new List<RoomLane>();
        foreach (var kind in kinds.OrderBy(Working))
        {
            var room = Math.Min(
                MostAtOnce - active.Count - found.Count,
                MostOfOneKind - Working(kind)
            );
            if (room <= 0)
            {
                continue;
            }

            var shut = Shut(kind, now);
            var waiting = await messages
                .Where(message =>
                    message.Kind == kind
                    && message.NextAttemptAt <= now
                    && !shut.Contains(message.Lane)
                )
                .GroupBy(message => message.Lane)
                .OrderBy(lane => lane.Min(message => message.NextAttemptAt))
                .Select(lane => lane.Key)
                .Take(room)
                .ToListAsync(cancellationToken);
            found.AddRange(waiting.Select(lane => new RoomLane(kind, lane)));
        }

        return found;
    }

    private int Working(string kind) => active.Keys.Count(lane => lane.Kind == kind);

    private List<string> Shut(string kind, DateTimeOffset now) =>
        [
            .. active
                .Keys.Concat(paused.Where(pair => pair.Value.Until > now).Select(pair => pair.Key))
                .Where(lane => lane.Kind == kind)
                .Select(lane => lane.Name)
                .Distinct(),
        ];

    private async Task Run(RoomLane lane, CancellationToken cancellationToken)
    {
        // The caller goes on at once.
        await Task.Yield();
        try
        {
            LaneStep step;
            do
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<AuditActor>().IsJob("tell-rooms");
                var sender = scope.ServiceProvider.GetRequiredService<RoomMessageSender>();
                step = await sender.TryFirst(lane, cancellationToken);
                if (step == LaneStep.Failed)
                {
                    LeaveAlone(lane);
                    await sender.GiveUpExpired(lane, cancellationToken);
                }
                else
                {
                    paused.TryRemove(lane, out _);
                }
            } while (step == LaneStep.Went);
        }
#pragma warning disable CA1031 // A database that is away must not end the server; the claim runs out and the message is tried again.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LeaveAlone(lane);
            Failed(log, lane.Kind, lane.Name, exception);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        finally
        {
            active.TryRemove(lane, out _);
        }
    }

    private void LeaveAlone(RoomLane lane) =>
        paused.AddOrUpdate(
            lane,
            _ => new Pause(1, clock.GetUtcNow() + DeliveryRules.RetryAfter(1)),
            (_, before) =>
                new Pause(
                    before.Failures + 1,
                    clock.GetUtcNow() + DeliveryRules.RetryAfter(before.Failures + 1)
                )
        );

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The lane {Lane} of {Kind} failed; it is begun again later"
    )]
    private static partial void Failed(
        ILogger logger,
        string kind,
        string lane,
        Exception exception
    );

    private readonly record struct Pause(int Failures, DateTimeOffset Until);
}
