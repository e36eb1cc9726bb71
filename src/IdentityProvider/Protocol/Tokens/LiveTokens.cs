using SecureAccess.Persistence;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// Whether what a token stands on still lives: its client and account, neither of them disabled; its grant; its session, unless it was issued
/// under <c>offline_access</c> (D17); and that the token itself was not revoked. Asked at each use, one statement each, so that an end is an end at once on every node.
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

    /// <summary>Whether an access token that a client got for itself, and that stands on no grant, lives: its client and the token itself.</summary>
    /// <param name="clientId">The client that it was issued to.</param>
    /// <param name="tokenId">The token's <c>jti</c>.</param>
    /// <param name="issuedAt">The token's <c>iat</c>.</param>
    public Task<bool> OwnLives(string clientId, string tokenId, DateTimeOffset issuedAt) =>
        queries.LivesOwnToken(database, clientId, tokenId, issuedAt.UtcDateTime);

    /// <summary>The row of a code or refresh token, with the roles that its account has now; null when something that it stands on has ended.</summary>
    /// <param name="rows">The queries of its kind.</param>
    /// <param name="hash">SHA-256 of what was presented.</param>
    /// <param name="now">When it was.</param>
    internal async Task<T?> Row<T>(FactQueries<T> rows, byte[] hash, DateTimeOffset now)
        where T : TokenFacts
    {
        if (await rows.Live(database, hash, now, now - SessionRules.Idle) is not { } live)
        {
            return null;
        }

        live.Row.Roles = live.Roles;
        return live.Row;
    }
}
