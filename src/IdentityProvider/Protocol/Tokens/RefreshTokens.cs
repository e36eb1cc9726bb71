using Microsoft.EntityFrameworkCore;
using SecureAccess.Clients;
using SecureAccess.Persistence;

namespace SecureAccess.Protocol.Tokens;

/// <summary>What looking at a presented refresh token said.</summary>
public abstract record RefreshLookUp
{
    private RefreshLookUp() { }

    /// <summary>It may be used.</summary>
    public sealed record Usable(RefreshToken Token) : RefreshLookUp;

    /// <summary>Unknown, expired, of another client, or its grant or session has ended.</summary>
    public sealed record Refused : RefreshLookUp;
}

/// <summary>Refresh tokens: looked up first, replaced when everything else in the request has proved right (performance.md, decision 2).</summary>
public sealed class RefreshTokens(
    SecureAccessDbContext database,
    StateChange change,
    Grants grants,
    LiveTokens live,
    TokenQueries queries,
    TimeProvider clock
)
{
    /// <summary>How long one that is not used lives.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>
    /// For so long after its first use the same token from the same client gets a further successor: an answer that was lost on
    /// its way is not a theft. Later it is, and the grant is revoked.
    /// </summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);

    /// <summary>Looks at a presented token; changes nothing unless it was used before.</summary>
    public async Task<RefreshLookUp> LookUp(
        string presented,
        string clientId,
        CancellationToken cancellationToken
    )
    {
        if (presented.Length != Handle.Length)
        {
            return new RefreshLookUp.Refused();
        }

        var now = clock.GetUtcNow();
        var token = await live.Row(queries.RefreshTokens, Handle.Of(presented).Hash, now);
        if (token is null || token.ClientId != clientId || token.ExpiresAt <= now)
        {
            return new RefreshLookUp.Refused();
        }

        if (token.UsedAt is { } used && now - used > Leeway)
        {
            await grants.Revoke(token.GrantId, "refresh-token-reused", cancellationToken);
            return new RefreshLookUp.Refused();
        }

        return new RefreshLookUp.Usable(token);
    }

    /// <summary>The token if it could be used now: for introspection and revocation, which spend nothing.</summary>
    public async Task<RefreshToken?> Read(string presented)
    {
        var now = clock.GetUtcNow();
        var token = await live.Row(queries.RefreshTokens, Handle.Of(presented).Hash, now);
        return
            token is not null
            && token.ExpiresAt > now
            && (token.UsedAt is not { } used || now - used <= Leeway)
            ? token
            : null;
    }

    /// <summary>
    /// Marks the presented token used and inserts its successor, in one transaction. Of two at once both may succeed: the second is
    /// within the leeway of the first.
    /// </summary>
    public Task Replace(
        RefreshToken presented,
        RefreshToken successor,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        return change.InOneTransaction(
            async token =>
            {
                await database
                    .Set<RefreshToken>()
                    .Where(row => row.Hash == presented.Hash && row.UsedAt == null)
                    .ExecuteUpdateAsync(row => row.SetProperty(t => t.UsedAt, now), token);
                await queries.RefreshTokens.Insert.Execute(database, successor, token);
            },
            cancellationToken
        );
    }

    /// <summary>Inserts the first token of an authorization.</summary>
    public Task Add(RefreshToken token, CancellationToken cancellationToken) =>
        queries.RefreshTokens.Insert.Execute(database, token, cancellationToken);
}
