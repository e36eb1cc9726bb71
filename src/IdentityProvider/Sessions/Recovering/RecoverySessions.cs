using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Recovering;

/// <summary>A live recovery session with what it is for.</summary>
/// <param name="Recovery">What it is for.</param>
/// <param name="SignedIn">The session and its account, for what asks about second factors. It is never a sign-in.</param>
public sealed record Recovering(Recovery Recovery, SignedIn SignedIn)
{
    /// <summary>Whose it is.</summary>
    public Guid AccountId => SignedIn.Session.AccountId;
}

/// <summary>
/// The recovery session of a browser (D15): a row of the sessions with a purpose and a cookie of its own. It opens recovery pages only;
/// nothing that signs in or issues a token ever finds it.
/// </summary>
public sealed class RecoverySessions(
    SecureAccessDbContext database,
    AuditActor actor,
    AuditLog audit,
    TimeProvider clock
)
{
    private const string CookieName = "secureaccess-recovery";

    /// <summary>The live recovery session, or null: there is none, it was ended, it was idle for 30 minutes, or it is an hour old.</summary>
    public async Task<Recovering?> Load(HttpContext http, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (BrowserCookies.Read(http, CookieName) is not { Length: 43 } key)
        {
            return null;
        }

        var hash = BrowserSecret.Hash(key);
        var now = clock.GetUtcNow();
        var idleSince = now - SessionRules.Idle;
        var found = await database
            .Set<Session>()
            .AsNoTracking()
            .Where(session =>
                session.KeyHash == hash
                && session.Purpose == SessionPurpose.Recovery
                && session.EndedAt == null
                && session.ExpiresAt > now
                && session.LastSeenAt > idleSince
            )
            .Join(
                database.Set<Account>().Where(account => account.DisabledAt == null),
                session => session.AccountId,
                account => account.Id,
                (session, account) => new { session, account }
            )
            .Join(
                database.Set<Recovery>(),
                both => both.session.Id,
                recovery => recovery.Id,
                (both, recovery) =>
                    new
                    {
                        both.session,
                        both.account.UserName,
                        both.account.VerifiedAt,
                        recovery,
                    }
            )
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        actor.IsAccount(found.session.AccountId);
        await database
            .Set<Session>()
            .Where(row => row.Id == found.session.Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LastSeenAt, now),
                cancellationToken
            );
        return new Recovering(
            found.recovery,
            new SignedIn(found.session, found.UserName, found.VerifiedAt is not null)
        );
    }

    /// <summary>Opens the session of a recovery whose code was accepted, in the caller's transaction.</summary>
    /// <param name="recovery">Which.</param>
    /// <param name="passwordAt">When the password was accepted that opened it; null: an email code did.</param>
    /// <returns>The key for the cookie, written after the commit.</returns>
    internal string Open(Recovery recovery, DateTimeOffset? passwordAt = null)
    {
        var now = clock.GetUtcNow();
        var key = BrowserSecret.New();
        database.Add(
            new Session
            {
                Id = recovery.Id,
                Sid = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
                KeyHash = BrowserSecret.Hash(key),
                AccountId = recovery.AccountId,
                Purpose = SessionPurpose.Recovery,
                StartedAt = now,
                LastSeenAt = now,
                ExpiresAt = now + RecoveryRules.Absolute,
                PasswordAt = passwordAt,
            }
        );
        return key;
    }

    /// <summary>Records an accepted second factor in the caller's transaction, under a new key (D17).</summary>
    /// <returns>The key for the cookie, written after the commit.</returns>
    internal async Task<string> SecondFactorAccepted(
        Session session,
        string method,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var key = BrowserSecret.New();
        var hash = BrowserSecret.Hash(key);
        await database
            .Set<Session>()
            .Where(row => row.Id == session.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.KeyHash, hash)
                        .SetProperty(row => row.SecondFactorAt, now)
                        .SetProperty(row => row.SecondFactorMethod, method),
                cancellationToken
            );
        audit.Append(RecoveryEvents.SecondFactor, session.AccountId, ("method", method));
        return key;
    }

    /// <summary>"This was not me": marks the recovery as done with securing, in the caller's transaction.</summary>
    /// <returns>False when it was before, or its session has ended.</returns>
    public async Task<bool> Secured(Recovering recovering, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recovering);
        var now = clock.GetUtcNow();
        var secured = await database
            .Set<Recovery>()
            .Where(row =>
                row.Id == recovering.Recovery.Id
                && row.SecuredAt == null
                && database
                    .Set<Session>()
                    .Any(session => session.Id == row.Id && session.EndedAt == null)
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.SecuredAt, now),
                cancellationToken
            );
        if (secured == 1)
        {
            audit.Append(RecoveryEvents.Secured, recovering.AccountId);
        }

        return secured == 1;
    }

    /// <summary>The recovery has done what it was for: its session ends, in the caller's transaction.</summary>
    internal Task End(Session session, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database
            .Set<Session>()
            .Where(row => row.Id == session.Id && row.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), cancellationToken);
    }

    /// <summary>A password was chosen in it, in the caller's transaction: it is known from now on.</summary>
    internal Task PasswordChosen(Session session, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database
            .Set<Session>()
            .Where(row => row.Id == session.Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.PasswordAt, now),
                cancellationToken
            );
    }

    internal static void WriteCookie(HttpContext http, string key) =>
        BrowserCookies.Write(http, CookieName, key);

    /// <summary>This browser is in no recovery any more.</summary>
    public static void Forget(HttpContext http) => BrowserCookies.Erase(http, CookieName);
}
