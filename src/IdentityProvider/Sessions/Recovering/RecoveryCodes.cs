using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Codes;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Recovering;

/// <summary>The recovery code by email (D15): issued and sent, or checked, each in the caller's transaction.</summary>
public sealed class RecoveryCodes(
    SecureAccessDbContext database,
    OneTimeCodes codes,
    RecoveryMessages messages,
    AuditLog audit
)
{
    /// <summary>What was sent of the recovery's code so far.</summary>
    public static SentCodes SentOf(Recovery recovery)
    {
        ArgumentNullException.ThrowIfNull(recovery);
        return new SentCodes(
            CodeKind.Recovery,
            recovery.NameFingerprint,
            recovery.Sends,
            recovery.LastSentAt,
            recovery.ConfirmedAt
        );
    }

    /// <summary>Issues a code and hands it to the outbox; where there is no account, the code that was issued is known to nobody.</summary>
    internal async Task Send(
        Recovery recovery,
        RecoveryTarget? target,
        string name,
        bool leaves,
        string language,
        CancellationToken cancellationToken
    )
    {
        var issued = await codes.Issue(PurposeOf(recovery), cancellationToken);
        messages.Code(target, name, issued, leaves, language);
        if (!leaves)
        {
            // What nobody is sent is nothing to guess at.
            await database.SaveChangesAsync(cancellationToken);
            await codes.VoidAll(CodeKind.Recovery, recovery.Id, cancellationToken);
        }

        audit.Append(RecoveryEvents.CodeSent, target?.AccountId);
    }

    /// <summary>Checks an entry. Whatever is entered where there is no account is wrong.</summary>
    internal async Task<CodeEntry> Verify(
        Recovery recovery,
        string entry,
        CancellationToken cancellationToken
    )
    {
        var result = await codes.Verify(PurposeOf(recovery), entry, cancellationToken);
        return recovery.Owner is null && result is CodeEntry.Accepted ? CodeEntry.Wrong : result;
    }

    /// <summary>In the caller's transaction: no code of the account that waits in a mailbox or on a phone opens anything any more.</summary>
    internal async Task VoidOpen(Guid accountId, CancellationToken cancellationToken)
    {
        await codes.VoidAll(CodeKind.Security, accountId, cancellationToken);
        var begun = await database
            .Set<Recovery>()
            .Where(recovery => recovery.AccountId == accountId && recovery.ConfirmedAt == null)
            .Select(recovery => recovery.Id)
            .ToListAsync(cancellationToken);
        foreach (var recovery in begun)
        {
            await codes.VoidAll(CodeKind.Recovery, recovery, cancellationToken);
        }
    }

    private static CodePurpose PurposeOf(Recovery recovery) =>
        new(CodeKind.Recovery, recovery.Id, recovery.NameFingerprint, Guid.Empty);
}
