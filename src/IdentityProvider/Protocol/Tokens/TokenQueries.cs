using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Protocol.Devices;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Tokens;

/// <summary>A grant as far as a new code needs it.</summary>
internal sealed record GrantFacts(Guid Id, string SubjectIdentifier, bool Offline);

/// <summary>The account of an access token that lives.</summary>
/// <param name="Id">The account.</param>
/// <param name="Roles">Its roles, separated by blanks, where the token's client is first-party (D14); else null.</param>
public sealed record LiveAccount(Guid Id, string? Roles);

/// <summary>
/// The room's questions on the hot path, translated once for the host's engine instead of once a request. A session lives by
/// <see cref="SessionRules.Live"/>, which a translated query cannot call: the time is given twice, once less the idle time. Each asks in its
/// one statement for everything that may end at once (D17): grant, session, account, client and the token itself.
/// </summary>
public sealed class TokenQueries
{
    internal FactQueries<AuthorizationCode> Codes { get; } = new();

    internal FactQueries<RefreshToken> RefreshTokens { get; } = new();

    internal FactQueries<ApprovedDevice> Devices { get; } = new();

    internal Func<
        SecureAccessDbContext,
        Guid,
        string,
        DateTimeOffset,
        DateTimeOffset,
        Task<LiveAccount?>
    > AccountOfToken { get; } =
        EF.CompileAsyncQuery(
            (
                SecureAccessDbContext database,
                Guid grantId,
                string tokenId,
                DateTimeOffset now,
                DateTimeOffset idleSince
            ) =>
                database
                    .Set<Grant>()
                    .Where(grant =>
                        grant.Id == grantId
                        && grant.Status == Grants.Valid
                        && (
                            grant.Offline
                            || database
                                .Set<Session>()
                                .Any(session =>
                                    session.Id == grant.SessionId
                                    && session.Purpose == SessionPurpose.SignIn
                                    && session.EndedAt == null
                                    && session.ExpiresAt > now
                                    && session.LastSeenAt > idleSince
                                )
                        )
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
                        && database
                            .Set<Account>()
                            .Any(account =>
                                account.Id == grant.AccountId && account.DisabledAt == null
                            )
                        && !database.Set<RevokedAccessToken>().Any(row => row.TokenId == tokenId)
                    )
                    .Select(grant => new LiveAccount(
                        grant.AccountId,
                        database
                            .Set<Account>()
                            .Where(account =>
                                account.Id == grant.AccountId
                                && database
                                    .Set<Client>()
                                    .Any(client =>
                                        client.Id == grant.ApplicationId && client.FirstParty
                                    )
                            )
                            .Select(account => account.Roles)
                            .FirstOrDefault()
                    ))
                    .FirstOrDefault()
        );

    internal Func<SecureAccessDbContext, Guid, Guid, Task<GrantFacts?>> GrantOfSession { get; } =
        EF.CompileAsyncQuery(
            (SecureAccessDbContext database, Guid sessionId, Guid clientId) =>
                database
                    .Set<Grant>()
                    .Where(grant =>
                        grant.SessionId == sessionId
                        && grant.ApplicationId == clientId
                        && !grant.Offline
                        && grant.Status == Grants.Valid
                        && database
                            .Set<Client>()
                            .Any(client =>
                                client.Id == clientId
                                && (
                                    client.TokensValidFrom == null
                                    || client.TokensValidFrom <= grant.CreationDate
                                )
                            )
                    )
                    .Select(grant => new GrantFacts(
                        grant.Id,
                        grant.SubjectIdentifier,
                        grant.Offline
                    ))
                    .FirstOrDefault()
        );

    // Whole seconds stand in a token: one of the second in which the client was switched on again is refused, as those before it.
    internal Func<
        SecureAccessDbContext,
        string,
        string,
        DateTime,
        Task<bool>
    > LivesOwnToken { get; } =
        EF.CompileAsyncQuery(
            (SecureAccessDbContext database, string clientId, string tokenId, DateTime issuedAt) =>
                database
                    .Set<Client>()
                    .Any(client =>
                        client.ClientId == clientId
                        && client.DisabledAt == null
                        && (client.TokensValidFrom == null || client.TokensValidFrom <= issuedAt)
                        && !database.Set<RevokedAccessToken>().Any(row => row.TokenId == tokenId)
                    )
        );
}
