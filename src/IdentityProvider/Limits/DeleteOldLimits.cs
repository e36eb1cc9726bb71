using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;

namespace SecureAccess.Limits;

/// <summary>
/// Deletes budgets whose window ended, and failures that no rule needs any more: those at one source, and those of names without an
/// account, a week after the last. The total of an account is kept until a success (D4).
/// </summary>
public sealed class DeleteOldLimits(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<DeleteOldLimits> log
) : LeasedJob(scopes, log)
{
    /// <inheritdoc />
    protected override string Name => "delete-old-limits";

    /// <inheritdoc />
    protected override TimeSpan Period => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    protected override async Task Run(
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var database = services.GetRequiredService<SecureAccessDbContext>();
        var now = clock.GetUtcNow();
        var quietSince = now - TimeSpan.FromDays(7);
        await database
            .Set<BudgetUse>()
            .Where(use => use.WindowEndsAt <= now)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<Failures>()
            .Where(failures => !failures.IsAccountTotal && failures.LastAt < quietSince)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
