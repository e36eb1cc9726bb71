using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;

namespace SecureAccess.Delivery;

/// <summary>Deletes messages a week after they were delivered or erased; their bodies went at once.</summary>
public sealed class DeleteOldMessages(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<DeleteOldMessages> log
) : LeasedJob(scopes, log)
{
    /// <inheritdoc />
    protected override string Name => "delete-old-messages";

    /// <inheritdoc />
    protected override TimeSpan Period => TimeSpan.FromHours(1);

    /// <inheritdoc />
    protected override async Task Run(
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(7);
        await services
            .GetRequiredService<SecureAccessDbContext>()
            .Set<OutboxMessage>()
            .Where(message => message.NextAttemptAt == null && message.CreatedAt < before)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
