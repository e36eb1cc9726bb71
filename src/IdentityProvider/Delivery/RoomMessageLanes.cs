using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Delivery;

/// <summary>
/// The lanes that this node works on. Each goes on by itself until nothing of it is due or a try fails: a receiver that is down holds up its
/// own lane and no other.
/// </summary>
public sealed partial class RoomMessageLanes(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<RoomMessageLanes> log
)
{
    private const int MostAtOnce = 64;

    private readonly ConcurrentDictionary<string, bool> active = new();

    /// <summary>Begins every lane that has something due and is not at work already, and returns at once.</summary>
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

    private async Task<List<string>> Due(CancellationToken cancellationToken)
    {
        var room = MostAtOnce - active.Count;
        if (room <= 0)
        {
            return [];
        }

        await using var scope = scopes.CreateAsyncScope();
        var (now, busy) = (clock.GetUtcNow(), active.Keys.ToList());
        return await scope
            .ServiceProvider.GetRequiredService<SecureAccessDbContext>()
            .Set<RoomMessage>()
            .Where(message => message.NextAttemptAt <= now && !busy.Contains(message.Lane))
            .Select(message => message.Lane)
            .Distinct()
            .OrderBy(lane => lane)
            .Take(room)
            .ToListAsync(cancellationToken);
    }

    private async Task Run(string lane, CancellationToken cancellationToken)
    {
        // The caller goes on at once.
        await Task.Yield();
        try
        {
            bool more;
            do
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<AuditActor>().IsJob("tell-rooms");
                more = await scope
                    .ServiceProvider.GetRequiredService<RoomMessageSender>()
                    .TryFirst(lane, cancellationToken);
            } while (more);
        }
#pragma warning disable CA1031 // A database that is away must not end the server; the claim runs out and the message is tried again.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(log, lane, exception);
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

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The lane {Lane} failed; it is begun again later"
    )]
    private static partial void Failed(ILogger logger, string lane, Exception exception);
}
