using Microsoft.EntityFrameworkCore;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;
using SecureAccess.Sessions.Devices;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Sessions;

/// <summary>
/// Deletes what browsers left behind: sessions 30 days after their absolute end, their challenges, sign-in requests and recoveries after a day, and
/// browsers that did not sign in for a year.
/// </summary>
public sealed class DeleteOldSessions(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<DeleteOldSessions> log
) : LeasedJob(scopes, log)
{
    /// <inheritdoc />
    protected override string Name => "delete-old-sessions";

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
        var (dayAgo, monthAgo, yearAgo) = (now.AddDays(-1), now.AddDays(-30), now.AddDays(-365));
        await database
            .Set<Session>()
            .Where(session => session.ExpiresAt < monthAgo)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<Challenge>()
            .Where(challenge => challenge.LastSentAt < dayAgo)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<PendingApp>()
            .Where(app => app.StartedAt < dayAgo)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<SignInRequest>()
            .Where(request => request.LastStepAt < dayAgo)
            .ExecuteDeleteAsync(cancellationToken);
        await services.GetRequiredService<DeviceRequests>().DeleteOld(cancellationToken);
        await database
            .Set<Recovery>()
            .Where(recovery => recovery.StartedAt < dayAgo)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<KnownBrowser>()
            .Where(browser => browser.LastSignInAt < yearAgo)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
