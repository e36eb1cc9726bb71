using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Delivery;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions;

/// <summary>What is told of a session that has ended.</summary>
/// <param name="SessionId">Its id.</param>
/// <param name="Sid">The <c>sid</c> that clients know it by.</param>
/// <param name="AccountId">Whose it was.</param>
public sealed record SessionEnded(Guid SessionId, string Sid, Guid AccountId)
{
    /// <summary>The kind of the message.</summary>
    public const string Kind = "session.ended";

    /// <summary>How long it is worth telling.</summary>
    public static readonly TimeSpan WorthFor = TimeSpan.FromHours(24);

    /// <inheritdoc />
    public override string ToString() => "[session ended]";
}

/// <summary>The one place that ends sessions of a sign-in: the end, its event and what is told of it stand or fall together.</summary>
public sealed class SessionEndings(
    SecureAccessDbContext database,
    StateChange stateChange,
    AuditLog audit,
    RoomOutbox outbox,
    TimeProvider clock
)
{
    // One transaction each, so that nobody waits long for a large number of them.
    private const int Batch = 200;

    /// <summary>Ends one session, in the caller's transaction if there is one. Nothing happens when it has ended.</summary>
    /// <param name="session">Which.</param>
    /// <param name="reason">Why, in a word, for the audit record.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task End(Session session, string reason, CancellationToken cancellationToken) =>
        stateChange.InOneTransaction(
            token => EndRow(session, row => row.EndedAt == null, reason, token),
            cancellationToken
        );

    /// <summary>Ends the sessions that a condition names, in the caller's transaction if there is one.</summary>
    public Task EndWhere(
        Expression<Func<Session, bool>> which,
        string reason,
        CancellationToken cancellationToken
    ) =>
        stateChange.InOneTransaction(
            async token =>
            {
                var sessions = await database
                    .Set<Session>()
                    .AsNoTracking()
                    .Where(which)
                    .Where(row => row.EndedAt == null)
                    .ToListAsync(token);
                foreach (var session in sessions)
                {
                    await EndRow(session, row => row.EndedAt == null, reason, token);
                }
            },
            cancellationToken
        );

    /// <summary>D17: ends what was idle for 30 minutes or is 12 hours old, so that it is told of like every other end.</summary>
    /// <returns>How many were found.</returns>
    public async Task<int> EndExpired(CancellationToken cancellationToken)
    {
        var found = 0;
        while (true)
        {
            var now = clock.GetUtcNow();
            var idleSince = now - SessionRules.Idle;
            var expired = await database
                .Set<Session>()
                .AsNoTracking()
                .Where(row =>
                    row.EndedAt == null
                    && row.Purpose == SessionPurpose.SignIn
                    && (row.ExpiresAt <= now || row.LastSeenAt <= idleSince)
                )
                .OrderBy(row => row.ExpiresAt)
                .Take(Batch)
                .ToListAsync(cancellationToken);
            await stateChange.InOneTransaction(
                async token =>
                {
                    foreach (var session in expired)
                    {
                        await EndRow(
                            session,
                            row =>
                                row.EndedAt == null
                                && (row.ExpiresAt <= now || row.LastSeenAt <= idleSince),
                            "expired",
                            token
                        );
                    }
                },
                cancellationToken
            );
            found += expired.Count;
            if (expired.Count < Batch)
            {
                return found;
            }
        }
    }

    private async Task EndRow(
        Session session,
        Expression<Func<Session, bool>> condition,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var ended = await database
            .Set<Session>()
            .Where(row => row.Id == session.Id)
            .Where(condition)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), cancellationToken);
        if (ended == 0)
        {
            return;
        }

        audit.Append(
            SessionEvents.Ended,
            session.AccountId,
            ("sid", session.Sid),
            ("reason", reason)
        );
        // Whether a client knows of it is asked when it is told: the row that the caller read may be older than its second factor.
        if (session.Purpose == SessionPurpose.SignIn)
        {
            outbox.Add(
                SessionEnded.Kind,
                SessionEnded.Kind,
                new SessionEnded(session.Id, session.Sid, session.AccountId),
                SessionEnded.WorthFor
            );
        }
    }
}
