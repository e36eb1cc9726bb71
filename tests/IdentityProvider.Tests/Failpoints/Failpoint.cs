using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SecureAccess.Tests.Failpoints;

/// <summary>On which side of a commit the host is killed.</summary>
internal enum Side
{
    /// <summary>The commit does not reach the database.</summary>
    Before,

    /// <summary>The database has it; nobody is told.</summary>
    After,
}

/// <summary>The host was killed here: whatever it still tries fails with this.</summary>
internal sealed class KilledException() : Exception("The host was killed.");

/// <summary>
/// Counts the commits of a host: those of transactions, and of writes outside one, which are commits of their own. At the chosen one the
/// host dies: this operation fails, and so does everything that the host asks of its database from then on, so that nothing can be
/// tidied up.
/// </summary>
internal sealed partial class Failpoint : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly List<string> commits = [];
    private bool isCounting;
    private int killAt;
    private Side side;
    private readonly List<string> writes = [];

    /// <summary>What was committed, in order: the writes of each, such as <c>INSERT OutboxMessages</c>.</summary>
    public IReadOnlyList<string> Commits => commits;

    /// <summary>Whether the host was killed.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Begins to count.</summary>
    /// <param name="at">The commit at which the host dies, from 1; 0: none.</param>
    /// <param name="on">On which side of it.</param>
    public void Arm(int at = 0, Side on = Side.Before) =>
        (isCounting, killAt, side) = (true, at, on);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Executing(command);
        return new(result);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Executing(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Executing(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        Executing(command);
        return new(result);
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        if (IsLoneWrite(command) && IsHere(Side.After))
        {
            // Read to the end, the statement is committed.
            await result.DisposeAsync();
            Die();
        }

        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (IsLoneWrite(command) && IsHere(Side.After))
        {
            Die();
        }

        return new(result);
    }

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default
    )
    {
        FailIfDead();
        writes.Clear();
        return new(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        FailIfDead();
        Committing();
        return new(result);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (IsHere(Side.After))
        {
            Die();
        }

        return Task.CompletedTask;
    }

    private void Executing(DbCommand command)
    {
        FailIfDead();
        if (!IsWrite(command))
        {
            return;
        }

        writes.AddRange(
            Write()
                .Matches(command.CommandText)
                .Select(match => $"{match.Groups["verb"]} {match.Groups["table"]}")
        );
        if (command.Transaction is null)
        {
            Committing();
        }
    }

    private void Committing()
    {
        if (!isCounting)
        {
            return;
        }

        commits.Add(string.Join(" + ", writes.Distinct()));
        writes.Clear();
        if (IsHere(Side.Before))
        {
            Die();
        }
    }

    private bool IsHere(Side here) => isCounting && here == side && commits.Count == killAt;

    private void Die()
    {
        IsDead = true;
        throw new KilledException();
    }

    private void FailIfDead()
    {
        if (IsDead)
        {
            throw new KilledException();
        }
    }

    private static bool IsLoneWrite(DbCommand command) =>
        command.Transaction is null && IsWrite(command);

    private static bool IsWrite(DbCommand command) =>
        !command.CommandText.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("(?<verb>INSERT|UPDATE|DELETE)(?: INTO| FROM)? \"(?<table>\\w+)\"")]
    private static partial Regex Write();
}
