using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;
using SecureAccess.Proofing;

namespace SecureAccess.Sessions.Recovering;

/// <summary>What was begun to replace a lost phone and is not done (D15); each method in the caller's transaction.</summary>
public sealed class PendingReplacements(
    SecureAccessDbContext database,
    ProofingDrafts drafts,
    PhoneClaims claims,
    ActivationLetters letters,
    TimeProvider clock
)
{
    /// <summary>
    /// Another one begins: the one before ends, and what was entered and not confirmed goes: it may have been entered by someone else. Nothing
    /// ends where a letter's code was accepted a short time ago: its session is about to set up what takes the place of the lost phone.
    /// Nothing for an account that is not verified: it cannot replace one.
    /// </summary>
    internal async Task Begin(Recovery recovery, CancellationToken cancellationToken)
    {
        if (
            recovery is not { For: RecoveryFor.Phone, Owner: { } accountId }
            || !await IsVerified(accountId, cancellationToken)
            || await letters.Read(accountId, cancellationToken) is { IsAccepted: true }
        )
        {
            return;
        }

        await drafts.DeleteUnproofed(accountId, cancellationToken);
        await claims.Forget(accountId, cancellationToken);
        var now = clock.GetUtcNow();
        await database
            .Set<Session>()
            .Where(session =>
                session.AccountId == accountId
                && session.Purpose == SessionPurpose.Recovery
                && session.EndedAt == null
                && database
                    .Set<Recovery>()
                    .Any(other => other.Id == session.Id && other.For == RecoveryFor.Phone)
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(session => session.EndedAt, now),
                cancellationToken
            );
    }

    /// <summary>"This was not me": what was proved for one goes, and the letter that is under way opens nothing. Nothing for a registration.</summary>
    public async Task Cancel(Guid accountId, CancellationToken cancellationToken)
    {
        if (!await IsVerified(accountId, cancellationToken))
        {
            return;
        }

        await drafts.Delete(accountId, cancellationToken);
        await claims.Forget(accountId, cancellationToken);
        await letters.Forget(accountId, cancellationToken);
    }

    private Task<bool> IsVerified(Guid accountId, CancellationToken cancellationToken) =>
        database
            .Set<Account>()
            .AnyAsync(
                account => account.Id == accountId && account.VerifiedAt != null,
                cancellationToken
            );
}
