using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Proofing;

/// <summary>The end of a check: one change that records what the sources said, where the mark is still the submission's.</summary>
public sealed class CheckOutcomes(
    SecureAccessDbContext database,
    StateChange change,
    DraftValues values,
    CheckBudgets budgets,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Records the verdict.</summary>
    /// <param name="submission">What was asked.</param>
    /// <param name="verdict">What came of it.</param>
    /// <param name="sources">The names of the sources, for evidence.</param>
    /// <param name="ct">Ends the work.</param>
    public Task<CheckResult> Record(
        Submission submission,
        CheckVerdict verdict,
        (string TaxRecords, string FinancialAccounts) sources,
        CancellationToken ct
    ) =>
        change.InOneTransaction(
            async token =>
            {
                if (!await Write(submission, verdict, token))
                {
                    return new CheckResult.Busy();
                }

                if (verdict is CheckVerdict.Confirmed confirmed)
                {
                    AddEvidence(submission, confirmed, sources);
                }

                return await Close(submission, verdict, token);
            },
            ct
        );

    private async Task<bool> Write(
        Submission submission,
        CheckVerdict verdict,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var failure = verdict as CheckVerdict.NotConfirmed;
        var check = await values.ProtectLastCheck(
            submission.AccountId,
            failure is null ? null : new LastCheck(failure.Outcome, failure.RefusedCard, now),
            ct
        );
        DateTimeOffset? proofedAt = failure is null ? now : null;
        // D10: the number is erased with its answer, and stays only where there was none.
        var keepsNumber = failure?.Outcome == CheckOutcome.Unavailable;
        // What was confirmed is what was asked, also where the person changed the draft meanwhile.
        var confirms = failure is null;
        return await database
                .Set<StoredDraft>()
                .Where(row => row.AccountId == submission.AccountId && row.CheckId == submission.Id)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.CheckId, (Guid?)null)
                            .SetProperty(row => row.CheckingSince, (DateTimeOffset?)null)
                            .SetProperty(row => row.CheckedVersion, (long?)null)
                            .SetProperty(row => row.CheckSource, (string?)null)
                            .SetProperty(row => row.LastCheck, check)
                            .SetProperty(row => row.ProofedAt, proofedAt)
                            .SetProperty(
                                row => row.Identity,
                                row => confirms ? submission.SealedAnswers : row.Identity
                            )
                            .SetProperty(
                                row => row.AccountNumber,
                                row => keepsNumber ? row.AccountNumber : null
                            )
                            .SetProperty(
                                row => row.AccountNumberEnteredAt,
                                row => keepsNumber ? row.AccountNumberEnteredAt : null
                            )
                            .SetProperty(row => row.UpdatedAt, now),
                    ct
                ) == 1;
    }

    private async Task<CheckResult> Close(
        Submission submission,
        CheckVerdict verdict,
        CancellationToken ct
    )
    {
        var (result, type, wasFailure) = verdict switch
        {
            CheckVerdict.Confirmed => (
                (CheckResult)new CheckResult.Confirmed(),
                ProofingEvents.Confirmed,
                false
            ),
            CheckVerdict.NotConfirmed { Outcome: CheckOutcome.Unavailable } => (
                new CheckResult.Unavailable(),
                ProofingEvents.Unavailable,
                false
            ),
            _ => (new CheckResult.Failed(), ProofingEvents.Refused, true),
        };
        if (!wasFailure)
        {
            await budgets.GiveBack(
                submission.AccountId,
                submission.Answers.TaxpayerNumber,
                submission.Source,
                ct
            );
        }

        audit.Append(type, submission.AccountId, [("check", submission.Id.ToString())]);
        return result;
    }

    private void AddEvidence(
        Submission submission,
        CheckVerdict.Confirmed confirmed,
        (string TaxRecords, string FinancialAccounts) sources
    )
    {
        var now = clock.GetUtcNow();
        database.AddRange(
            Evidence.Of(
                submission.AccountId,
                EvidenceKind.TaxRecord,
                sources.TaxRecords,
                confirmed.TaxRecordReference,
                now
            ),
            Evidence.Of(
                submission.AccountId,
                EvidenceKind.FinancialAccount,
                sources.FinancialAccounts,
                confirmed.FinancialAccountReference,
                now
            )
        );
    }
}
