using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Proofing;

/// <summary>What the beginning of a submission led to.</summary>
public abstract record BegunCheck
{
    private BegunCheck() { }

    /// <summary>The draft is marked and the attempt counted: ask.</summary>
    /// <param name="Submission">What is to be asked, and under which mark.</param>
    public sealed record Go(Submission Submission) : BegunCheck;

    /// <summary>Nothing is to be asked.</summary>
    /// <param name="Result">What the submission is answered with.</param>
    public sealed record Ended(CheckResult Result) : BegunCheck;
}

/// <summary>A submission that is being checked.</summary>
/// <param name="Id">The mark on the draft.</param>
/// <param name="AccountId">Whose it is.</param>
/// <param name="Answers">What the person said.</param>
/// <param name="SealedAnswers">The same as it is stored.</param>
/// <param name="AccountKind">The kind of the financial account.</param>
/// <param name="AccountNumber">Its number.</param>
/// <param name="Source">The fingerprint of the source address that the attempt is counted for.</param>
public sealed record Submission(
    Guid Id,
    Guid AccountId,
    IdentityAnswers Answers,
    byte[] SealedAnswers,
    string AccountKind,
    string AccountNumber,
    string Source
)
{
    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[submission]";
}

/// <summary>
/// The beginning of a check: one change that marks the draft and counts the attempt, so that of many submissions one is asked. A mark
/// that a crash left behind is taken over, and the same draft costs no second attempt.
/// </summary>
public sealed class CheckMarks(
    SecureAccessDbContext database,
    StateChange change,
    DraftValues values,
    CheckBudgets budgets,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Marks the draft as being checked.</summary>
    public Task<BegunCheck> Begin(Guid accountId, string source, CancellationToken ct)
    {
        // Made outside: a change that is run again knows its own mark.
        var id = Guid.NewGuid();
        return change.InOneTransaction(token => Begin(id, accountId, source, token), ct);
    }

    private async Task<BegunCheck> Begin(
        Guid id,
        Guid accountId,
        string source,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var draft = await database
            .Set<StoredDraft>()
            .AsNoTracking()
            .SingleOrDefaultAsync(draft => draft.AccountId == accountId, ct);
        if (draft?.ProofedAt is not null)
        {
            return new BegunCheck.Ended(new CheckResult.Confirmed());
        }

        if (
            draft is null
            || await values.RevealIdentity(draft, ct) is not { } answers
            || await values.RevealAccountKind(draft, ct) is not { } kind
            || await values.RevealAccountNumber(draft, now, ct) is not { } number
        )
        {
            return new BegunCheck.Ended(new CheckResult.Incomplete());
        }

        var leftByCrash = draft.CheckId is not null && draft.CheckedVersion == draft.Version;
        var submission = new Submission(
            id,
            accountId,
            answers,
            draft.Identity!,
            kind,
            number,
            leftByCrash ? draft.CheckSource! : source
        );
        if (draft.CheckId == id)
        {
            return new BegunCheck.Go(submission);
        }

        if (
            DraftRules.IsBeingChecked(draft.CheckingSince, now)
            || !await Mark(draft, submission, now, ct)
        )
        {
            return new BegunCheck.Ended(new CheckResult.Busy());
        }

        return leftByCrash ? new BegunCheck.Go(submission) : await Count(draft, submission, ct);
    }

    // One of many: the mark that was read must still be there.
    private async Task<bool> Mark(
        StoredDraft draft,
        Submission submission,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await database
            .Set<StoredDraft>()
            .Where(row =>
                row.AccountId == draft.AccountId
                && row.Version == draft.Version
                && row.CheckId == draft.CheckId
                && row.ProofedAt == null
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.CheckId, submission.Id)
                        .SetProperty(row => row.CheckingSince, now)
                        .SetProperty(row => row.CheckedVersion, draft.Version)
                        .SetProperty(row => row.CheckSource, submission.Source),
                ct
            ) == 1;

    // D5: counted before the try, in the change that holds the mark.
    private async Task<BegunCheck> Count(
        StoredDraft draft,
        Submission submission,
        CancellationToken ct
    )
    {
        var waitUntil = await budgets.Take(
            draft.AccountId,
            submission.Answers.TaxpayerNumber,
            submission.Source,
            ct
        );
        if (waitUntil is null)
        {
            return new BegunCheck.Go(submission);
        }

        await database
            .Set<StoredDraft>()
            .Where(row => row.AccountId == draft.AccountId && row.CheckId == submission.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.CheckId, (Guid?)null)
                        .SetProperty(row => row.CheckingSince, (DateTimeOffset?)null)
                        .SetProperty(row => row.CheckedVersion, (long?)null)
                        .SetProperty(row => row.CheckSource, (string?)null),
                ct
            );
        audit.Append(ProofingEvents.NoAttemptLeft, draft.AccountId);
        return new BegunCheck.Ended(new CheckResult.Wait(waitUntil.Value));
    }
}
