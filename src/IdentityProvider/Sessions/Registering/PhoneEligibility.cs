using SecureAccess.Accounts;
using SecureAccess.Limits;
using SecureAccess.Proofing;

namespace SecureAccess.Sessions.Registering;

/// <summary>Whether a phone can be activated by a text in this session.</summary>
public abstract record Eligibility
{
    private Eligibility() { }

    /// <summary>A source answered.</summary>
    /// <param name="MayBeTexted">It is a mobile phone in the person's name without a recent SIM change (D11), and nobody else's (R21).</param>
    /// <param name="IsFree">Whether nobody else activated it.</param>
    /// <param name="ReceivesTexts">False for a landline.</param>
    /// <param name="Source">The source.</param>
    /// <param name="Reference">Its reference.</param>
    public sealed record Known(
        bool MayBeTexted,
        bool IsFree,
        bool ReceivesTexts,
        string Source,
        string Reference
    ) : Eligibility;

    /// <summary>The source did not answer; nothing was spent.</summary>
    public sealed record Unavailable : Eligibility;

    /// <summary>Too many phones were asked about.</summary>
    /// <param name="Until">When the next may be.</param>
    public sealed record TooMany(DateTimeOffset Until) : Eligibility;
}

/// <summary>
/// Asks a source whose a phone is (D11), and looks up whether someone else activated it (D12): always both, and out of a budget, so that
/// nobody learns from it whose numbers are whose.
/// </summary>
public sealed class PhoneEligibility(
    ProofingDrafts drafts,
    PhoneCheck check,
    AccountHolders holders,
    Budgets budgets
)
{
    /// <summary>Finds out.</summary>
    /// <param name="accountId">An account whose identity matched.</param>
    /// <param name="number">E.164 form.</param>
    /// <param name="addressPrefix">Where the request comes from.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Eligibility> Of(
        Guid accountId,
        string number,
        string addressPrefix,
        CancellationToken cancellationToken
    )
    {
        (Budget, string)[] takes =
        [
            (Budget.PhoneChecksPerAccount, accountId.ToString("N")),
            (Budget.PhoneChecksPerSource, addressPrefix),
        ];
        if (await budgets.Take(takes, cancellationToken) is { } until)
        {
            return new Eligibility.TooMany(until);
        }

        if (
            await check.Ask(accountId, number, cancellationToken)
            is not PhoneCheckResult.Known known
        )
        {
            await budgets.GiveBack(takes, cancellationToken);
            return new Eligibility.Unavailable();
        }

        var isFree = await IsFree(accountId, number, cancellationToken);
        return new Eligibility.Known(
            isFree && known.Way == PhoneWay.OneSession,
            isFree,
            known.ReceivesTexts,
            known.Source,
            known.Reference
        );
    }

    // D12: the account's own phone, and one of the same person's other account, are not refused.
    private async Task<bool> IsFree(
        Guid accountId,
        string number,
        CancellationToken cancellationToken
    )
    {
        var answers = await drafts.ProofedAnswers(accountId, cancellationToken);
        var phoneHolder = await holders.OfPhone(number, cancellationToken);
        var personHolder = await holders.OfTaxpayerNumber(
            answers!.TaxpayerNumber,
            cancellationToken
        );
        return phoneHolder is null || phoneHolder == accountId || phoneHolder == personHolder;
    }
}
