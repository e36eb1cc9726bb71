using SecureAccess.Proofing.Sources;

namespace SecureAccess.Proofing;

/// <summary>What both sources together said of a submission.</summary>
public abstract record CheckVerdict
{
    private CheckVerdict() { }

    /// <summary>Every item matched.</summary>
    /// <param name="TaxRecordReference">The reference of the one answer.</param>
    /// <param name="FinancialAccountReference">The reference of the other.</param>
    public sealed record Confirmed(string TaxRecordReference, string FinancialAccountReference)
        : CheckVerdict;

    /// <summary>It did not confirm the person.</summary>
    /// <param name="Outcome">Why, as far as it may be said.</param>
    /// <param name="RefusedCard">With <see cref="CheckOutcome.NotAccepted"/>: which kind of card.</param>
    public sealed record NotConfirmed(CheckOutcome Outcome, string? RefusedCard = null)
        : CheckVerdict;
}

/// <summary>Decides once every source has answered (D5, D10).</summary>
public static class CheckRules
{
    /// <summary>The verdict. A source that leaves an item out, names one that was not asked, or gives no reference has not answered.</summary>
    public static CheckVerdict Decide(SourceAnswer taxRecord, SourceAnswer financialAccount) =>
        Whole(taxRecord, TaxRecordItems.All) is { } tax
        && Whole(financialAccount, FinancialAccountItems.All) is { } account
            ? Decide(tax, account)
            : new CheckVerdict.NotConfirmed(CheckOutcome.Unavailable);

    private static CheckVerdict Decide(SourceAnswer.Answered tax, SourceAnswer.Answered account)
    {
        var taxMatches = tax.Items.Values.All(item => item is ItemAnswer.Match);
        return (taxMatches, account.Items[FinancialAccountItems.AccountNumber]) switch
        {
            (true, ItemAnswer.Match) => new CheckVerdict.Confirmed(
                tax.Reference,
                account.Reference
            ),
            // R13, D10: the reason is shown only when every other item matched.
            (true, ItemAnswer.NotAccepted refused) when RefusedCard.All.Contains(refused.Reason) =>
                new CheckVerdict.NotConfirmed(CheckOutcome.NotAccepted, refused.Reason),
            _ => new CheckVerdict.NotConfirmed(CheckOutcome.NotConfirmed),
        };
    }

    private static SourceAnswer.Answered? Whole(SourceAnswer answer, IReadOnlyList<string> asked) =>
        answer is SourceAnswer.Answered answered
        && SourceReference.IsGood(answered.Reference)
        && answered.Items.Count == asked.Count
        && asked.All(answered.Items.ContainsKey)
            ? answered
            : null;
}
