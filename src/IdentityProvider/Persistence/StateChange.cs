using Microsoft.EntityFrameworkCore;

namespace SecureAccess.Persistence;

/// <summary>
/// The one place that opens a transaction. A change of state, its audit event and its outgoing messages are made in one call,
/// so that they stand or fall together.
/// </summary>
/// <remarks>
/// The change may run more than once (the engine's execution strategy repeats it after a lost connection): it must load what it
/// changes by itself, since the context is emptied before each try, and must have no effect outside the database.
/// </remarks>
public sealed class StateChange(SecureAccessDbContext database)
{
    private readonly List<Action> committed = [];

    /// <summary>Runs the change, saves the context and commits. Inside another change it joins that one's transaction.</summary>
    /// <returns>What the change returned.</returns>
    public async Task<T> InOneTransaction<T>(
        Func<CancellationToken, Task<T>> change,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(change);
        if (database.Database.CurrentTransaction is not null)
        {
            return await RunAndSave(change, cancellationToken);
        }

        var result = await database
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(token => Attempt(change, token), cancellationToken);
        foreach (var action in committed)
        {
            action();
        }

        committed.Clear();
        return result;
    }

    /// <inheritdoc cref="InOneTransaction{T}" />
    public Task InOneTransaction(
        Func<CancellationToken, Task> change,
        CancellationToken cancellationToken
    ) =>
        InOneTransaction(
            async token =>
            {
                await change(token);
                return true;
            },
            cancellationToken
        );

    /// <summary>Has the action run once the transaction in progress is committed, for instance to wake a sender; never if it is not.</summary>
    public void WhenCommitted(Action action) => committed.Add(action);

    private async Task<T> Attempt<T>(
        Func<CancellationToken, Task<T>> change,
        CancellationToken cancellationToken
    )
    {
        database.ChangeTracker.Clear();
        committed.Clear();
#pragma warning disable RS0030 // This is the one place.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
#pragma warning restore RS0030
        try
        {
            var result = await RunAndSave(change, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        finally
        {
            database.ChangeTracker.Clear();
        }
    }

    private async Task<T> RunAndSave<T>(
        Func<CancellationToken, Task<T>> change,
        CancellationToken cancellationToken
    )
    {
        var result = await change(cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return result;
    }
}
