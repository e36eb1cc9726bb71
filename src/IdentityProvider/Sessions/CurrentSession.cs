using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions;

/// <summary>The session of the browser that this request comes from. Read once a request, by one indexed statement, when first asked for.</summary>
public sealed class CurrentSession(
    SecureAccessDbContext database,
    AuditActor actor,
    SessionQueries queries,
    TimeProvider clock
)
{
    internal const string CookieName = "secureaccess-session";

    private bool loaded;
    private SignedIn? value;

    /// <summary>The live session, or null: there is none, it was ended, it was idle for 30 minutes, or it is 12 hours old.</summary>
    public async Task<SignedIn?> Load(HttpContext http, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (loaded)
        {
            return value;
        }

        loaded = true;
        if (BrowserCookies.Read(http, CookieName) is not { Length: 43 } key)
        {
            return null;
        }

        var hash = BrowserSecret.Hash(key);
        var now = clock.GetUtcNow();
        value = await queries.Current(database, hash, now, now - SessionRules.Idle);
        if (value is not null)
        {
            actor.IsAccount(value.Session.AccountId);
            await WriteSeen(value.Session, now, cancellationToken);
        }

        return value;
    }

    /// <summary>The person of this account acts from now on in this request.</summary>
    internal void ActAs(Guid accountId) => actor.IsAccount(accountId);

    /// <summary>What a step of this request made of the session; later readers of the same request see it.</summary>
    internal void Replace(SignedIn? signedIn)
    {
        loaded = true;
        value = signedIn;
        if (signedIn is not null)
        {
            actor.IsAccount(signedIn.Session.AccountId);
        }
    }

    /// <summary>Another request changed the session: the next reader reads it anew.</summary>
    internal void Forget()
    {
        loaded = false;
        value = null;
    }

    private async Task WriteSeen(
        Session session,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (now - session.LastSeenAt < SessionRules.SeenPrecision)
        {
            return;
        }

        await database
            .Set<Session>()
            .Where(row => row.Id == session.Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LastSeenAt, now),
                cancellationToken
            );
    }
}
