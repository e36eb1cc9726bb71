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
    StateChange stateChange,
    CurrentSession current,
    KnownBrowsers knownBrowsers,
    AuditLog audit,
    AuditActor actor,
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
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var key = BrowserSecret.New();
        var hash = BrowserSecret.Hash(key);
        actor.IsAccount(account.Id);
        if (before?.Session.AccountId == account.Id)
        {
            await database
                .Set<Session>()
                .Where(row => row.Id == before.Session.Id)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.KeyHash, hash)
                            .SetProperty(row => row.PasswordAt, now),
                    cancellationToken
                );
        }
        else
        {
            if (before is not null)
            {
                await EndRow(before.Session, "another account", cancellationToken);
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
    internal Task PasswordRefused(Guid? accountId, CancellationToken cancellationToken) =>
        stateChange.InOneTransaction(
            _ =>
            {
                audit.Append(SessionEvents.PasswordRefused, accountId);
                return Task.CompletedTask;
            },
            cancellationToken
        );

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
        await database
            .Set<Session>()
            .Where(row => row.Id == session.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.KeyHash, hash)
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
        var renewed = await database
            .Set<Session>()
            .AsNoTracking()
            .SingleAsync(row => row.Id == session.Id, cancellationToken);
        return (renewed, key, browser);
    }

    /// <summary>Ends this browser's session and erases its cookie; nothing happens where there is none.</summary>
    public async Task EndCurrent(HttpContext http, CancellationToken cancellationToken)
    {
        if (await current.Load(http, cancellationToken) is { } signedIn)
        {
            await stateChange.InOneTransaction(
                token => EndRow(signedIn.Session, "sign-out", token),
                cancellationToken
            );
        }

        current.Replace(null);
        BrowserCookies.Erase(http, CurrentSession.CookieName);
    }

    /// <summary>Ends every session of the account, everywhere and at once; part of the caller's transaction if there is one.</summary>
    public Task EndAll(Guid accountId, string reason, CancellationToken cancellationToken) =>
        stateChange.InOneTransaction(
            async token =>
            {
                var sessions = await database
                    .Set<Session>()
                    .AsNoTracking()
                    .Where(row => row.AccountId == accountId && row.EndedAt == null)
                    .ToListAsync(token);
                foreach (var session in sessions)
                {
                    await EndRow(session, reason, token);
                }
            },
            cancellationToken
        );

    internal static void WriteCookie(HttpContext http, string key) =>
        BrowserCookies.Write(http, CurrentSession.CookieName, key);

    private async Task EndRow(Session session, string reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ended = await database
            .Set<Session>()
            .Where(row => row.Id == session.Id && row.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), cancellationToken);
        if (ended == 1)
        {
            audit.Append(
                SessionEvents.Ended,
                session.AccountId,
                ("sid", session.Sid),
                ("reason", reason)
            );
        }
    }
}
