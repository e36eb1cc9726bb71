using Microsoft.EntityFrameworkCore;
using SecureAccess.Clients;
using SecureAccess.Persistence;

namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// Redeems codes and device codes: once, and a second time takes back what the first gave (RFC 6749 4.1.2). The client has been
/// authenticated before.
/// </summary>
public sealed class Redemptions(
    SecureAccessDbContext database,
    Grants grants,
    LiveTokens live,
    TimeProvider clock
)
{
    /// <summary>
    /// Redeems the row of a hash. One of another client is neither spent nor revoked; a second redemption by its own client revokes the grant,
    /// that is everything that this client holds under it.
    /// </summary>
    /// <param name="queries">Those of its kind.</param>
    /// <param name="hash">SHA-256 of what was presented.</param>
    /// <param name="clientId">Who presented it.</param>
    /// <param name="reuse">What the grant's revocation is called in the record when it comes again.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The row, or null when it is refused.</returns>
    internal async Task<T?> Redeem<T>(
        FactQueries<T> queries,
        byte[] hash,
        string clientId,
        string reuse,
        CancellationToken cancellationToken
    )
        where T : RedeemableFacts
    {
        var now = clock.GetUtcNow();
        // Read before it is redeemed: who comes second revokes the grant, and may do so before the first has read it.
        var facts = await live.Row(queries, hash, now);
        // The one atomic statement: of any number at once, one changes the row.
        var redeemed = await database.Database.ExecuteSqlRawAsync(
            Statement(database.Model.FindEntityType(typeof(T))!.GetTableName()!),
            [now.ToUnixTimeMilliseconds(), hash, clientId],
            cancellationToken
        );
        if (redeemed == 1)
        {
            return facts;
        }

        var reused = await database
            .Set<T>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                row => row.Hash == hash && row.ClientId == clientId && row.RedeemedAt != null,
                cancellationToken
            );
        if (reused is not null)
        {
            await grants.Revoke(reused.GrantId, reuse, cancellationToken);
        }

        return null;
    }

    // Plain, so that nothing translates it on each token request; all three engines know it.
    private static string Statement(string table) =>
        $"UPDATE \"{table}\" SET \"RedeemedAt\" = {{0}} "
        + "WHERE \"Hash\" = {1} AND \"ClientId\" = {2} AND \"RedeemedAt\" IS NULL AND \"ExpiresAt\" > {0}";
}
