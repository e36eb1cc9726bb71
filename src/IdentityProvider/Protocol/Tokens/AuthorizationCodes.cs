using Microsoft.EntityFrameworkCore;
using SecureAccess.Clients;
using SecureAccess.Persistence;

namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// Redeems codes. The client has been authenticated before; the redirect address and the verifier are compared after, so that a
/// wrong one spends the code (performance.md, decision 1).
/// </summary>
public sealed class AuthorizationCodes(
    SecureAccessDbContext database,
    Grants grants,
    LiveTokens live,
    TimeProvider clock
)
{
    // Plain, so that nothing translates it on each token request; all three engines know it.
    private const string RedeemStatement =
        $"UPDATE \"{AuthorizationCodeMapping.Table}\" SET \"RedeemedAt\" = {{0}} "
        + "WHERE \"Hash\" = {1} AND \"ClientId\" = {2} AND \"RedeemedAt\" IS NULL AND \"ExpiresAt\" > {0}";

    /// <summary>How long a code may be redeemed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Redeems a code, once. A code of another client is neither spent nor revoked; a second redeem by its own client revokes the
    /// grant, that is everything that this client holds under it (RFC 6749 4.1.2).
    /// </summary>
    /// <returns>The code, or null when it is refused.</returns>
    public async Task<AuthorizationCode?> Redeem(
        string presented,
        string clientId,
        CancellationToken cancellationToken
    )
    {
        if (presented.Length != Handle.Length)
        {
            return null;
        }

        var hash = Handle.Of(presented).Hash;
        var now = clock.GetUtcNow();
        // Read before it is redeemed: who redeems it a second time revokes the grant, and may do so before the first has read it.
        var code = await live.Code(hash, now);
        // The one atomic statement: of any number of redeems at once, one changes the row.
        var redeemed = await database.Database.ExecuteSqlRawAsync(
            RedeemStatement,
            [now.ToUnixTimeMilliseconds(), hash, clientId],
            cancellationToken
        );
        return redeemed == 1 ? code : await RevokeReused(hash, clientId, cancellationToken);
    }

    private async Task<AuthorizationCode?> RevokeReused(
        byte[] hash,
        string clientId,
        CancellationToken cancellationToken
    )
    {
        var reused = await database
            .Set<AuthorizationCode>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                code => code.Hash == hash && code.ClientId == clientId && code.RedeemedAt != null,
                cancellationToken
            );
        if (reused is not null)
        {
            await grants.Revoke(reused.GrantId, "code-reused", cancellationToken);
        }

        return null;
    }
}
