using Microsoft.EntityFrameworkCore;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;
using SecureAccess.Proofing;

namespace SecureAccess.Sessions.Recovering;

/// <summary>What is different for an account that has no second factor yet: its registration is unfinished, or its letter pending (D15).</summary>
public sealed class RecoverUnfinished(
    SecureAccessDbContext database,
    SecondFactors factors,
    ProofingDrafts drafts,
    PhoneClaims claims,
    ActivationLetters letters
)
{
    /// <summary>
    /// D15: whether a recovery session still lives and has proofs enough to set a password: a second factor, or the letter that replaces a
    /// lost one; without either only where the account is not verified and has no factor.
    /// </summary>
    internal async Task<bool> MayGoOn(Recovering recovering, CancellationToken cancellationToken)
    {
        var session = recovering.SignedIn.Session;
        return await database
                .Set<Session>()
                .AnyAsync(row => row.Id == session.Id && row.EndedAt == null, cancellationToken)
            && (
                session.SecondFactorAt is not null
                || (
                    recovering.Recovery.For == RecoveryFor.Phone
                        ? await LetterAccepted(session, cancellationToken)
                        : !recovering.SignedIn.IdentityProofed
                            && (await factors.Options(session.AccountId, cancellationToken)).Count
                                == 0
                )
            );
    }

    /// <summary>Whether the code of a letter was accepted in this session.</summary>
    internal async Task<bool> LetterAccepted(
        Session session,
        CancellationToken cancellationToken
    ) =>
        (await letters.Read(session.AccountId, cancellationToken))?.IsAcceptedIn(session.Id)
        == true;

    /// <summary>
    /// In the caller's transaction: who has only the mailbox is shown nothing that was entered before, and a pending letter is void. What
    /// the sources confirmed stays; no page shows it.
    /// </summary>
    internal async Task ForgetEntered(Guid accountId, CancellationToken cancellationToken)
    {
        await drafts.DeleteUnproofed(accountId, cancellationToken);
        await claims.Forget(accountId, cancellationToken);
        await letters.Forget(accountId, cancellationToken);
    }
}
