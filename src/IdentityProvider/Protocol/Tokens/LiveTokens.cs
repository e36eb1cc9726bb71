using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// Whether what a token stands on still lives: its grant; its session, unless it was issued under <c>offline_access</c> (D17); and
/// that the token itself was not revoked. Asked at each use, one statement each, so that an end is an end at once on every node.
/// </summary>
public sealed class LiveTokens(
    SecureAccessDbContext database,
    TokenQueries queries,
    TimeProvider clock
)
{
    /// <summary>The account of a live access token, or null.</summary>
    /// <param name="grantId">The token's grant.</param>
    /// <param name="tokenId">The token's <c>jti</c>.</param>
    public Task<LiveAccount?> AccountOf(Guid grantId, string tokenId)
    {
        var now = clock.GetUtcNow();
        return queries.AccountOfToken(database, grantId, tokenId, now, now - SessionRules.Idle);
    }

    /// <summary>Whether an access token that stands on no grant was revoked.</summary>
    public Task<bool> IsRevoked(string tokenId, CancellationToken cancellationToken) =>
        database
            .Set<RevokedAccessToken>()
            .AnyAsync(row => row.TokenId == tokenId, cancellationToken);

    /// <summary>The row of a code whose grant and session live, or null.</summary>
    public async Task<AuthorizationCode?> Code(byte[] hash, DateTimeOffset now) =>
        WithRoles(await queries.LiveCode(database, hash, now, now - SessionRules.Idle));

    /// <summary>The row of a refresh token whose grant and session live, or null.</summary>
    public async Task<RefreshToken?> RefreshToken(byte[] hash, DateTimeOffset now) =>
        WithRoles(await queries.LiveRefreshToken(database, hash, now, now - SessionRules.Idle));

    private static T? WithRoles<T>(LiveFacts<T>? live)
        where T : TokenFacts
    {
        if (live is null)
        {
            return null;
        }

        live.Row.Roles = live.Roles;
        return live.Row;
    }
}
