using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Failpoints;

/// <summary>A planted fault: a message leaves when it is added, not with the commit. Whoever carries it drops the one that the outbox sends too.</summary>
/// <param name="keys">Gets the keys of the messages that left so.</param>
internal sealed class SentBeforeTheCommit(List<Guid> keys) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        keys.AddRange(
            eventData
                .Context!.ChangeTracker.Entries<OutboxMessage>()
                .Where(entry => entry.State is EntityState.Added)
                .Select(entry => entry.Entity.IdempotencyKey)
        );
        return new(result);
    }
}

/// <summary>A planted fault: a message is written into the outbox once its change is committed, by a change of its own.</summary>
internal sealed class WrittenAfterTheCommit(Engine engine)
    : SaveChangesInterceptor,
        IDbTransactionInterceptor
{
    private readonly List<OutboxMessage> held = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var context = eventData.Context!;
        if (context.Database.CurrentTransaction is null)
        {
            return new(result);
        }

        foreach (
            var entry in context
                .ChangeTracker.Entries<OutboxMessage>()
                .Where(entry => entry.State is EntityState.Added)
                .ToList()
        )
        {
            entry.State = EntityState.Detached;
            held.Add(entry.Entity);
        }

        return new(result);
    }

    public async Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        var connection = eventData.Context!.Database.GetConnectionString()!;
        await using var context = TestDatabase.Context(engine, connection);
        context.AddRange(held);
        held.Clear();
        await context.SaveChangesAsync(cancellationToken);
    }
}
