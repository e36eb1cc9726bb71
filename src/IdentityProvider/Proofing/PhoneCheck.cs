using SecureAccess.Proofing.Sources;

namespace SecureAccess.Proofing;

/// <summary>What asking about a phone led to. It is no attempt (D5).</summary>
public abstract record PhoneCheckResult
{
    private PhoneCheckResult() { }

    /// <summary>The source answered.</summary>
    /// <param name="Way">Which way the phone goes.</param>
    /// <param name="ReceivesTexts">False for a landline: it can only be called.</param>
    /// <param name="Source">The source's name, for <see cref="ProofingDrafts.AddPhoneEvidence"/>.</param>
    /// <param name="Reference">The source's reference, for the same.</param>
    public sealed record Known(PhoneWay Way, bool ReceivesTexts, string Source, string Reference)
        : PhoneCheckResult;

    /// <summary>The source could not be asked.</summary>
    public sealed record Unavailable : PhoneCheckResult;
}

/// <summary>Asks whose a phone is when it is bound (R14, D11), under the name that was proofed.</summary>
public sealed class PhoneCheck(ProofingDrafts drafts, AskSources sources)
{
    /// <summary>Asks.</summary>
    /// <param name="accountId">A proofed account.</param>
    /// <param name="e164">The number in E.164 form.</param>
    /// <param name="ct">Ends the work.</param>
    /// <exception cref="InvalidOperationException">The account is not proofed.</exception>
    public async Task<PhoneCheckResult> Ask(Guid accountId, string e164, CancellationToken ct)
    {
        var answers =
            await drafts.ProofedAnswers(accountId, ct)
            ?? throw new InvalidOperationException("A phone is asked about after proofing (D5).");
        return
            await sources.OfPhone(answers, e164) is PhoneAnswer.Answered answered
            && SourceReference.IsGood(answered.Reference)
            ? new PhoneCheckResult.Known(
                PhoneRules.Decide(answered.Facts),
                PhoneRules.ReceivesTexts(answered.Facts),
                sources.PhoneSource,
                answered.Reference
            )
            : new PhoneCheckResult.Unavailable();
    }
}
