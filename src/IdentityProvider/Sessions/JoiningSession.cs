using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Sessions;

/// <summary>A session that goes on after a join, and the key that its browser gets after the commit.</summary>
public sealed record Continued(Session Session, string Key)
{
    /// <summary>The key is not printed.</summary>
    public override string ToString() => "[continued session]";
}

/// <summary>The session in which accounts are joined (D13, D14): what becomes of it, of the others, and of all that is unproven.</summary>
public sealed class JoiningSession(
    SecureAccessDbContext database,
    SignInSessions sessions,
    UnprovenFactors unproven,
    OneTimeCodes codes,
    ProofingDrafts drafts,
    CurrentSession current,
    AuditLog audit
)
{
    private const string Reason = "accounts joined";

    /// <summary>
    /// Lets it go on alone under a new key, in the caller's <see cref="StateChange"/>. What was begun and not proved is dropped: claimed
    /// phones, apps being shown, open codes, letters included, and an unfinished registration.
    /// </summary>
    /// <returns>Null when the session has ended: the caller's change must not stand then.</returns>
    public async Task<Continued?> GoOnAlone(SignedIn signedIn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        await DropUnproven(signedIn.Session.AccountId, cancellationToken);
        return
            await sessions.GoOnAlone(signedIn.Session, Reason, cancellationToken)
                is var (session, key)
            ? new Continued(session, key)
            : null;
    }

    /// <summary>Drops what an account began and did not prove, in the caller's <see cref="StateChange"/>.</summary>
    public async Task DropUnproven(Guid accountId, CancellationToken cancellationToken)
    {
        await unproven.Drop(accountId, cancellationToken);
        await codes.VoidAll(accountId, cancellationToken);
        await drafts.Delete(accountId, cancellationToken);
        await database
            .Set<Registration>()
            .Where(registration =>
                registration.Id == accountId
                // D14: a username that is still to be chosen is still to be chosen.
                && (
                    !registration.KeepsUsername
                    || !database
                        .Set<Account>()
                        .Any(account =>
                            account.Id == accountId
                            && account.UserName == null
                            && account.VerifiedAt != null
                        )
                )
            )
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>After the commit: the browser gets the key, and the rest of the request sees the account as it is now.</summary>
    public void Complete(HttpContext http, SignedIn signedIn, Continued continued, string? username)
    {
        ArgumentNullException.ThrowIfNull(continued);
        SignInSessions.WriteCookie(http, continued.Key);
        current.Replace(signedIn with { Session = continued.Session, Username = username });
    }

    /// <summary>Whether the session still lives and offers this: it is asked anew where it is acted on, in the caller's change.</summary>
    public Task<bool> StillOffers(
        SignedIn signedIn,
        JoinOffer offer,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        return database
            .Set<Session>()
            .AnyAsync(
                session =>
                    session.Id == signedIn.Session.Id
                    && session.EndedAt == null
                    && session.JoinOffer == offer,
                cancellationToken
            );
    }

    /// <summary>"This is not me": both stay as they are, and this session does not offer it again.</summary>
    public async Task Decline(SignedIn signedIn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        audit.Append(
            JoinEvents.Declined,
            signedIn.Session.AccountId,
            ("offer", signedIn.Session.JoinOffer.ToString())
        );
        await Write(signedIn, JoinOffer.Declined, cancellationToken);
    }

    /// <summary>There is nothing to join any more.</summary>
    public Task Withdraw(SignedIn signedIn, CancellationToken cancellationToken) =>
        Write(signedIn, JoinOffer.None, cancellationToken);

    private async Task Write(
        SignedIn signedIn,
        JoinOffer offer,
        CancellationToken cancellationToken
    ) =>
        current.Replace(
            signedIn with
            {
                Session = await sessions.Offer(signedIn.Session, offer, cancellationToken),
            }
        );
}
