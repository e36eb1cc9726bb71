using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SecureAccess.Tests.Persistence;

/// <summary>The connection is lost at the first commit, before it reaches the engine.</summary>
internal sealed class FailFirstCommit : DbTransactionInterceptor
{
    private bool failed;

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        if (failed)
        {
            return new(result);
        }

        failed = true;
        throw new TimeoutException("The connection was lost.");
    }
}
