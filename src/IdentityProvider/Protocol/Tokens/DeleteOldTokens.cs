using Microsoft.EntityFrameworkCore;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Protocol.ClientAuthentication;
using SecureAccess.Protocol.Devices;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// Deletes what can be presented no more: codes a day after their end (until then a reuse is noticed), refresh tokens, handles of access
/// tokens and pushed requests after theirs, revocations and used assertions five minutes after, and grants on which nothing can stand any
/// longer.
/// </summary>
public sealed class DeleteOldTokens(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<DeleteOldTokens> log
) : LeasedJob(scopes, log)
{
    /// <summary>How long a mark that something may be used no more outlives that thing.</summary>
    public static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

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
        // What is refused by itself from its end on: by every node's clock, and no node's is minutes behind.
        var ended = now - ClocksDiffer;
        var (dayAgo, old) = (
            now.AddDays(-1),
            (now - RefreshTokens.Lifetime).AddDays(-1).UtcDateTime
        );
        await database
            .Set<AuthorizationCode>()
            .Where(code => code.ExpiresAt < dayAgo)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<ApprovedDevice>()
            .Where(device => device.ExpiresAt < dayAgo)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<RefreshToken>()
            .Where(token => token.ExpiresAt < now)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<RevokedAccessToken>()
            .Where(token => token.ExpiresAt < ended)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<ReferenceAccessToken>()
            .Where(token => token.ExpiresAt < now)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<UsedAssertion>()
            .Where(assertion => assertion.ExpiresAt < ended)
            .ExecuteDeleteAsync(cancellationToken);
        // What OpenIddict keeps rows for: pushed requests among it, which are of no use a minute after they came.
        var end = now.UtcDateTime;
        await database
            .Set<IssuedToken>()
            .Where(token => token.ExpirationDate < end)
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
