using System.Linq.Expressions;

namespace SecureAccess.Sessions;

/// <summary>How long sessions live (D17).</summary>
public static class SessionRules
{
    /// <summary>D17: a session ends after 30 minutes without a request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>D17: a session ends 12 hours after it began, whatever happens in it.</summary>
    public static readonly TimeSpan Absolute = TimeSpan.FromHours(12);

    /// <summary>The idle time is written at most once in this time (one write a minute, not one a request).</summary>
    public static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(1);

    /// <summary>The condition of a live session of a sign-in, for queries.</summary>
    public static Expression<Func<Session, bool>> Live(DateTimeOffset now)
    {
        var idleSince = now - Idle;
        return session =>
            session.Purpose == SessionPurpose.SignIn
            && session.EndedAt == null
            && session.ExpiresAt > now
            && session.LastSeenAt > idleSince;
    }

    /// <summary>How long a session that is asked for at <paramref name="now"/> still lives if nothing more is asked.</summary>
    /// <param name="session">A live session as it was read, before this request was recorded.</param>
    /// <param name="now">The time of the request.</param>
    public static TimeSpan Left(Session session, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        var seenAt = now - session.LastSeenAt < SeenPrecision ? session.LastSeenAt : now;
        var idleEnd = seenAt + Idle;
        return (idleEnd < session.ExpiresAt ? idleEnd : session.ExpiresAt) - now;
    }
}
