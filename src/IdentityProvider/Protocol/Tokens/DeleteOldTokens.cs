using Microsoft.EntityFrameworkCore;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Protocol.ClientAuthentication;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// Deletes what can be presented no more: codes a day after their end (until then a reuse is noticed), refresh tokens and revocations after
/// theirs, and grants on which nothing can stand any longer.
/// </summary>
public sealed class DeleteOldTokens(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<DeleteOldTokens> log
) : LeasedJob(scopes, log)
{
    /// <inheritdoc />
    protected override string Name => "delete-old-tokens";

    /// <inheritdoc />
    protected override TimeSpan Period => TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    protected override Task Run(IServiceProvider services, CancellationToken cancellationToken) =>
        Delete(
            services.GetRequiredService<SecureAccessDbContext>(),
            clock.GetUtcNow(),
            cancellationToken
        );

    internal static async Task Delete(
        SecureAccessDbContext database,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (dayAgo, old) = (
            now.AddDays(-1),
            (now - RefreshTokens.Lifetime).AddDays(-1).UtcDateTime
        );
        await database
            .Set<AuthorizationCode>()
            .Where(code => code.ExpiresAt < dayAgo)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<RefreshToken>()
            .Where(token => token.ExpiresAt < now)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<RevokedAccessToken>()
            .Where(token => token.ExpiresAt < now)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<UsedAssertion>()
            .Where(assertion => assertion.ExpiresAt < now)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<Grant>()
            .Where(grant =>
                grant.CreationDate < old
                && !database.Set<RefreshToken>().Any(token => token.GrantId == grant.Id)
                && (
                    grant.Offline
                    || !database.Set<Session>().Any(session => session.Id == grant.SessionId)
                )
            )
            .ExecuteDeleteAsync(cancellationToken);
    }
}
