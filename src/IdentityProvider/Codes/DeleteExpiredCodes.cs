using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;

namespace SecureAccess.Codes;

/// <summary>Deletes codes a day after they ended.</summary>
public sealed class DeleteExpiredCodes(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<DeleteExpiredCodes> log
) : LeasedJob(scopes, log)
{
    /// <inheritdoc />
    protected override string Name => "delete-expired-codes";

    /// <inheritdoc />
    protected override TimeSpan Period => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    protected override async Task Run(
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(1);
        await services
            .GetRequiredService<SecureAccessDbContext>()
            .Set<OneTimeCode>()
            .Where(code => code.ExpiresAt < before)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
