using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SecureAccess.Tests.Testing;

/// <summary>Keeps the text of every statement and counts the commits, for tests that hold a request to its number of either.</summary>
internal sealed class StatementCounter : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly ConcurrentQueue<string> statements = new();
    private int transactions;

    /// <summary>The statements since the last <see cref="Reset"/>.</summary>
    public IReadOnlyList<string> Statements => [.. statements];

    /// <summary>Those that write.</summary>
    public IReadOnlyList<string> Writes =>
        [
            .. statements.Where(text =>
                !text.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase)
            ),
        ];

    /// <summary>Commits: of transactions, and of writes outside one.</summary>
    public int Commits => transactions + loneWrites;

    private int loneWrites;

    /// <summary>Begins to count anew.</summary>
    public void Reset()
    {
        statements.Clear();
        transactions = 0;
        loneWrites = 0;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Note(command);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Note(command);
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        Note(command);
        return base.ScalarExecutingAsync(command, eventData, result, cancellationToken);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Interlocked.Increment(ref transactions);
        return Task.CompletedTask;
    }

    private void Note(DbCommand command)
    {
        statements.Enqueue(command.CommandText);
        if (
            command.Transaction is null
            && !command
                .CommandText.TrimStart()
                .StartsWith("SELECT", StringComparison.OrdinalIgnoreCase)
        )
        {
            Interlocked.Increment(ref loneWrites);
        }
    }
}
