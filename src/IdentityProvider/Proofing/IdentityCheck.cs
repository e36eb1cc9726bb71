using SecureAccess.Accounts;
using SecureAccess.Limits;

namespace SecureAccess.Proofing;

/// <summary>
/// Checks a draft against the sources (R12, R13, D5): one submission, one attempt, all sources asked whatever the first says. The mark
/// on the draft is set before they are asked and taken off with their answer, each in one change; between the two nothing is held.
/// </summary>
public sealed class IdentityCheck(
    CheckMarks marks,
    AskSources sources,
    CheckOutcomes outcomes,
    CheckBudgets budgets,
    ProofingDrafts drafts,
    AccountHolders holders
)
{
    /// <summary>Submits the draft.</summary>
    /// <param name="accountId">Whose draft.</param>
    /// <param name="addressPrefix">Where the request comes from, as of <see cref="SourceAddress.PrefixOf"/>.</param>
    /// <param name="ct">Ends the wait before anything was counted; after that the check is finished, whoever has gone.</param>
    public async Task<CheckResult> Submit(
        Guid accountId,
        string addressPrefix,
        CancellationToken ct
    )
    {
        var begun = await marks.Begin(accountId, budgets.SourceOf(addressPrefix), ct);
        if (begun is not BegunCheck.Go { Submission: var submission })
        {
            return ((BegunCheck.Ended)begun).Result;
        }

        var verdict = await sources.OfIdentity(
            submission.Answers,
            submission.AccountKind,
            submission.AccountNumber
        );
        // D15: who is proofed anew is the person that the account is verified for, or the answer is the one generic failure; the reason
        // against a card would say that all the rest is right (D10).
        var isSamePerson = await holders.MayBePersonOf(
            accountId,
            submission.Answers.TaxpayerNumber,
            CancellationToken.None
        );
        return await outcomes.Record(
            submission,
            isSamePerson
            || verdict is CheckVerdict.NotConfirmed { Outcome: CheckOutcome.Unavailable }
                ? verdict
                : new CheckVerdict.NotConfirmed(CheckOutcome.NotConfirmed),
            sources.IdentitySources,
            CancellationToken.None
        );
    }

    /// <summary>How many failed submissions are still possible for this person, by the smallest of D5's budgets that are known.</summary>
    public async Task<AttemptsLeft> Attempts(
        Guid accountId,
        string addressPrefix,
        CancellationToken ct
    )
    {
        var draft = await drafts.Read(accountId, ct);
        return await budgets.Left(
            accountId,
            draft.Identity?.TaxpayerNumber,
            budgets.SourceOf(addressPrefix),
            ct
        );
    }
}
