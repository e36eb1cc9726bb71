using Microsoft.EntityFrameworkCore;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// Whether what a token stands on still lives: its grant; its session, unless it was issued under <c>offline_access</c> (D17); and
/// that the token itself was not revoked. Asked at each use, one statement each, so that an end is an end at once on every node.
/// </summary>
public sealed class LiveTokens(SecureAccessDbContext database, TimeProvider clock)
{
    /// <summary>The account of a live access token, or null.</summary>
    /// <param name="grantId">The token's grant.</param>
    /// <param name="tokenId">The token's <c>jti</c>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Guid?> AccountOf(
        Guid grantId,
        string tokenId,
        CancellationToken cancellationToken
    )
    {
        var sessions = database.Set<Session>().Where(SessionRules.Live(clock.GetUtcNow()));
        var revoked = database.Set<RevokedAccessToken>();
        return await database
            .Set<Grant>()
            .Where(grant =>
                grant.Id == grantId
                && grant.Status == Grants.Valid
                && (grant.Offline || sessions.Any(session => session.Id == grant.SessionId))
                && !revoked.Any(row => row.TokenId == tokenId)
            )
            .Select(grant => (Guid?)grant.AccountId)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Whether an access token that stands on no grant was revoked.</summary>
    public Task<bool> IsRevoked(string tokenId, CancellationToken cancellationToken) =>
        database
            .Set<RevokedAccessToken>()
            .AnyAsync(row => row.TokenId == tokenId, cancellationToken);

    /// <summary>The row of a code or refresh token whose grant and session live, or null.</summary>
    public Task<T?> Find<T>(byte[] hash, DateTimeOffset now, CancellationToken cancellationToken)
        where T : TokenFacts
    {
        var sessions = database.Set<Session>().Where(SessionRules.Live(now));
        var grants = database.Set<Grant>().Where(grant => grant.Status == Grants.Valid);
        return database
            .Set<T>()
            .AsNoTracking()
            .Where(token =>
                token.Hash == hash
                && grants.Any(grant => grant.Id == token.GrantId)
                && (token.Offline || sessions.Any(session => session.Id == token.SessionId))
            )
            .FirstOrDefaultAsync(cancellationToken);
    }
}
