using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.SignIn;

/// <summary>
/// Joins a person's newer account into the one that the person is signed in to (D13): one change over the rooms that it spans. Both
/// were proved with both factors.
/// </summary>
public sealed class JoinPersonalAccounts(
    StateChange stateChange,
    PersonalJoin joins,
    JoiningSession session,
    SignInSessions sessions,
    Grants grants,
    SubjectIdentifiers subjects,
    JoinNotices notices
)
{
    private const string Reason = "accounts-joined";

    /// <summary>The account that would be closed; null when there is nothing to join any more.</summary>
    public Task<NewerAccount?> Offered(SignedIn signedIn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        return joins.Offered(signedIn.Session.AccountId, cancellationToken);
    }

    /// <summary>Joins. From the commit on, every other session of both accounts and all of their grants have ended.</summary>
    /// <param name="http">The browser.</param>
    /// <param name="signedIn">A session of the older account.</param>
    /// <param name="shown">The newer account, as the person was shown it.</param>
    /// <param name="keepEmail">Whether its email address is kept.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>False when there is nothing to join any more, or something else.</returns>
    public async Task<bool> Join(
        HttpContext http,
        SignedIn signedIn,
        Guid shown,
        bool keepEmail,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        Continued? continued;
        try
        {
            continued = await stateChange.InOneTransaction(
                token => Change(signedIn, shown, keepEmail, token),
                cancellationToken
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }

        if (continued is null)
        {
            return false;
        }

        session.Complete(http, signedIn, continued, signedIn.Username);
        return true;
    }

    private async Task<Continued?> Change(
        SignedIn signedIn,
        Guid shown,
        bool keepEmail,
        CancellationToken cancellationToken
    )
    {
        var older = signedIn.Session.AccountId;
        if (
            !await session.StillOffers(signedIn, JoinOffer.Personal, cancellationToken)
            || await joins.Offered(older, cancellationToken) is not { } newer
            || newer.Id != shown
        )
        {
            return null;
        }

        // Before its addresses are free: they are told too.
        await notices.Joined(newer.Id, signedIn.Username, cancellationToken);
        if (await joins.Join(older, newer, keepEmail, cancellationToken) is not { } join)
        {
            throw new DbUpdateConcurrencyException("Another request joined them meanwhile.");
        }

        await notices.Joined(older, signedIn.Username, cancellationToken);
        await session.DropUnproven(newer.Id, cancellationToken);
        await sessions.EndAll(newer.Id, Reason, cancellationToken);
        await grants.RevokeAllOf(newer.Id, Reason, cancellationToken);
        await grants.RevokeAllOf(older, Reason, cancellationToken);
        await subjects.Join(newer.Id, older, join.Id, cancellationToken);
        return await session.GoOnAlone(signedIn, cancellationToken)
            ?? throw new DbUpdateConcurrencyException("The session has ended meanwhile.");
    }
}
