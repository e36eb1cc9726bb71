using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions;

/// <summary>The room's question on the hot path, translated once for the host's engine instead of once a request.</summary>
public sealed class SessionQueries
{
    /// <summary>
    /// The session with this key's hash, and what its account adds, if it lives by <see cref="SessionRules.Live"/> at the time given (which a
    /// translated query cannot call: the time is given twice, once less the idle time).
    /// </summary>
    internal Func<
        SecureAccessDbContext,
        byte[],
        DateTimeOffset,
        DateTimeOffset,
        Task<SignedIn?>
    > Current { get; } =
        EF.CompileAsyncQuery(
            (
                SecureAccessDbContext database,
                byte[] hash,
                DateTimeOffset now,
                DateTimeOffset idleSince
            ) =>
                database
                    .Set<Session>()
                    .AsNoTracking()
                    .Where(session =>
                        session.KeyHash == hash
                        && session.Purpose == SessionPurpose.SignIn
                        && session.EndedAt == null
                        && session.ExpiresAt > now
                        && session.LastSeenAt > idleSince
                    )
                    .Join(
                        database.Set<Account>().Where(account => account.DisabledAt == null),
                        session => session.AccountId,
                        account => account.Id,
                        (session, account) =>
                            new SignedIn(session, account.UserName, account.VerifiedAt != null)
                    )
                    .FirstOrDefault()
        );
}
