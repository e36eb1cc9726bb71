using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// The grant that a code or device code stands on: one for each client and session, and a new one for each <c>offline_access</c>
/// (performance.md, decision 4). One from before its client was switched off is never found again.
/// </summary>
public sealed class SessionGrants(
    SecureAccessDbContext database,
    Grants grants,
    SubjectIdentifiers subjects,
    TokenQueries queries
)
{
    /// <summary>The grant of the client in the session; null: there is none yet, or the new one is to outlive the session.</summary>
    internal Task<GrantFacts?> Find(Client client, Session session, bool offline) =>
        offline
            ? Task.FromResult<GrantFacts?>(null)
            : queries.GrantOfSession(database, session.Id, client.Id);

    /// <summary>Makes a grant, inside the caller's transaction.</summary>
    internal async Task<GrantFacts> Make(
        Client client,
        Session session,
        bool offline,
        CancellationToken cancellationToken
    )
    {
        var subject = await subjects.Of(session.AccountId, client, cancellationToken);
        var made = grants.Make(client, session.AccountId, session.Id, offline, subject);
        return new GrantFacts(made.Id, subject, offline);
    }
}
