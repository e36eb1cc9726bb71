using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions;

/// <summary>Begins, strengthens and ends sessions; their key changes at each step-up (D17).</summary>
public sealed class SignInSessions(
    SecureAccessDbContext database,
    CurrentSession current,
    KnownBrowsers knownBrowsers,
    JoinOffers offers,
    SessionEndings endings,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>
    /// Records an accepted password. In a session of the same account it is a re-authentication; otherwise a new session begins and the
    /// browser's earlier one ends.
    /// </summary>
    /// <returns>The key for the cookie, written by <see cref="WriteCookie"/> after the commit.</returns>
    internal async Task<(SignedIn SignedIn, string Key)> PasswordAccepted(
        SignedIn? before,
        Account account,
        bool mustChange,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var key = BrowserSecret.New();
        var hash = BrowserSecret.Hash(key);
        current.ActAs(account.Id);
        if (before?.Session.AccountId == account.Id)
        {
            await database
                .Set<Session>()
                .Where(row => row.Id == before.Session.Id)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.KeyHash, hash)
                            .SetProperty(row => row.PasswordAt, now)
                            .SetProperty(row => row.PasswordMustChange, mustChange),
                    cancellationToken
                );
        }
        else
        {
            if (before is not null)
            {
                await endings.End(before.Session, "another account", cancellationToken);
            }

            database.Add(
                new Session
                {
                    Id = Guid.CreateVersion7(now),
                    Sid = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
                    KeyHash = hash,
                    AccountId = account.Id,
                    StartedAt = now,
                    LastSeenAt = now,
                    ExpiresAt = now + SessionRules.Absolute,
                    PasswordAt = now,
                    PasswordMustChange = mustChange,
                }
            );
        }

        audit.Append(SessionEvents.PasswordAccepted, account.Id);
        await database.SaveChangesAsync(cancellationToken);
        var session = await database
            .Set<Session>()
            .AsNoTracking()
            .SingleAsync(row => row.KeyHash == hash, cancellationToken);
        return (new SignedIn(session, account.UserName, account.VerifiedAt is not null), key);
    }

    /// <summary>Records that a name and password were refused; one insert, known or unknown.</summary>
    internal Task PasswordRefused(Guid? accountId, CancellationToken cancellationToken)
    {
        audit.Append(SessionEvents.PasswordRefused, accountId);
        return database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Records an accepted second factor in the caller's transaction, under a new key.</summary>
    internal async Task<(Session Session, string Key, string Browser)> SecondFactorAccepted(
        HttpContext http,
        Session session,
        string method,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var key = BrowserSecret.New();
        var hash = BrowserSecret.Hash(key);
        // What the caller's change made of the account decides what is offered.
        await database.SaveChangesAsync(cancellationToken);
        var offer =
            session.JoinOffer == JoinOffer.Declined
                ? JoinOffer.Declined
                : OfferOf(await offers.Of(session.AccountId, cancellationToken));
        await database
            .Set<Session>()
            .Where(row => row.Id == session.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.KeyHash, hash)
                        .SetProperty(row => row.JoinOffer, offer)
                        .SetProperty(row => row.SecondFactorAt, now)
                        .SetProperty(row => row.SecondFactorMethod, method)
                        .SetProperty(row => row.LastSeenAt, now),
                cancellationToken
            );
        audit.Append(
            SessionEvents.SignedIn,
            session.AccountId,
            ("method", method),
            ("sid", session.Sid)
        );
        var browser = await knownBrowsers.Remember(http, session.AccountId, cancellationToken);
        return (await Read(session.Id, cancellationToken), key, browser);
    }

    /// <summary>
    /// Lets a session go on alone after a join, in the caller's transaction: every other one of the account ends, and this one gets a new
    /// key.
    /// </summary>
    /// <returns>The session and its key; null when it was ended itself.</returns>
    internal async Task<(Session Session, string Key)?> GoOnAlone(
        Session session,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var key = BrowserSecret.New();
        var hash = BrowserSecret.Hash(key);
        var offer = OfferOf(await offers.Of(session.AccountId, cancellationToken));
        var renewed = await database
            .Set<Session>()
            .Where(row => row.Id == session.Id && row.EndedAt == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.KeyHash, hash)
                        .SetProperty(row => row.JoinOffer, offer),
                cancellationToken
            );
        if (renewed == 0)
        {
            return null;
        }

        await endings.EndWhere(
            row => row.AccountId == session.AccountId && row.Id != session.Id,
            reason,
            cancellationToken
        );
        return (await Read(session.Id, cancellationToken), key);
    }

    /// <summary>Writes what a session offers from now on, in the caller's transaction.</summary>
    internal async Task<Session> Offer(
        Session session,
        JoinOffer offer,
        CancellationToken cancellationToken
    )
    {
        await database
            .Set<Session>()
            .Where(row => row.Id == session.Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.JoinOffer, offer),
                cancellationToken
            );
        return await Read(session.Id, cancellationToken);
    }

    /// <summary>Ends this browser's session and erases its cookie; nothing happens where there is none.</summary>
    public async Task EndCurrent(HttpContext http, CancellationToken cancellationToken)
    {
        if (await current.Load(http, cancellationToken) is { } signedIn)
        {
            await endings.End(signedIn.Session, "sign-out", cancellationToken);
        }

        current.Replace(null);
        BrowserCookies.Erase(http, CurrentSession.CookieName);
    }

    /// <summary>Records a changed password in the caller's transaction: the session goes on under a new key, and every other ends (D17).</summary>
    internal async Task<(Session Session, string Key)> PasswordChanged(
        Session session,
        CancellationToken cancellationToken
    )
    {
        var key = BrowserSecret.New();
        var hash = BrowserSecret.Hash(key);
        await EndAll(session.AccountId, "password changed", cancellationToken, but: session.Id);
        await database
            .Set<Session>()
            .Where(row => row.Id == session.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.KeyHash, hash)
                        .SetProperty(row => row.PasswordMustChange, false),
                cancellationToken
            );
        var renewed = await database
            .Set<Session>()
            .AsNoTracking()
            .SingleAsync(row => row.Id == session.Id, cancellationToken);
        return (renewed, key);
    }

    /// <summary>Ends every session of the account, everywhere and at once; part of the caller's transaction if there is one.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="reason">Why, in a word, for the audit record.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="but">The one that goes on, if any.</param>
    public Task EndAll(
        Guid accountId,
        string reason,
        CancellationToken cancellationToken,
        Guid? but = null
    ) =>
        endings.EndWhere(
            row => row.AccountId == accountId && row.Id != but,
            reason,
            cancellationToken
        );

    /// <summary>No browser has a counter of its own for the account any more (D4): who took it over may have signed in from one of them. In the caller's transaction.</summary>
    public Task ForgetBrowsers(Guid accountId, CancellationToken cancellationToken) =>
        database
            .Set<KnownBrowser>()
            .Where(browser => browser.AccountId == accountId)
            .ExecuteDeleteAsync(cancellationToken);

    internal static void WriteCookie(HttpContext http, string key) =>
        BrowserCookies.Write(http, CurrentSession.CookieName, key);

    private static JoinOffer OfferOf(JoinKind? kind) =>
        kind switch
        {
            JoinKind.EServices => JoinOffer.EServices,
            JoinKind.Personal => JoinOffer.Personal,
            _ => JoinOffer.None,
        };

    private Task<Session> Read(Guid id, CancellationToken cancellationToken) =>
        database.Set<Session>().AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
}
