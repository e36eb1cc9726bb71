using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Tokens;

/// <summary>The row of a code or token that lives, and the roles that its account has now (D14).</summary>
internal sealed record LiveFacts<T>(T Row, string? Roles);

/// <summary>What is asked and written of the rows of codes, device codes and refresh tokens alike, each translated once.</summary>
internal sealed class FactQueries<T>
    where T : TokenFacts
{
    /// <summary>
    /// The row of a hash, if all that it stands on lives: grant, client, account and, unless it is offline, the session (D17), which is
    /// written out here as <see cref="TokenQueries"/> says.
    /// </summary>
    public Func<
        SecureAccessDbContext,
        byte[],
        DateTimeOffset,
        DateTimeOffset,
        Task<LiveFacts<T>?>
    > Live { get; } =
        EF.CompileAsyncQuery(
            (
                SecureAccessDbContext database,
                byte[] hash,
                DateTimeOffset now,
                DateTimeOffset idleSince
            ) =>
                database
                    .Set<T>()
                    .AsNoTracking()
                    .Where(token =>
                        token.Hash == hash
                        && database
                            .Set<Grant>()
                            .Any(grant =>
                                grant.Id == token.GrantId
                                && grant.Status == Grants.Valid
                                && database
                                    .Set<Client>()
                                    .Any(client =>
                                        client.Id == grant.ApplicationId
                                        && client.DisabledAt == null
                                        && (
                                            client.TokensValidFrom == null
                                            || client.TokensValidFrom <= grant.CreationDate
                                        )
                                    )
                            )
                        && database
                            .Set<Account>()
                            .Any(account =>
                                account.Id == token.AccountId && account.DisabledAt == null
                            )
                        && (
                            token.Offline
                            || database
                                .Set<Session>()
                                .Any(session =>
                                    session.Id == token.SessionId
                                    && session.Purpose == SessionPurpose.SignIn
                                    && session.EndedAt == null
                                    && session.ExpiresAt > now
                                    && session.LastSeenAt > idleSince
                                )
                        )
                    )
                    .Select(token => new LiveFacts<T>(
                        token,
                        database
                            .Set<Account>()
                            .Where(account => account.Id == token.AccountId)
                            .Select(account => account.Roles)
                            .FirstOrDefault()
                    ))
                    .FirstOrDefault()
        );

    /// <summary>Stores a row.</summary>
    public PlainInsert<T> Insert { get; } = new();
}
