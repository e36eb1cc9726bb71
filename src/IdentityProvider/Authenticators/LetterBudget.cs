using SecureAccess.Limits;

namespace SecureAccess.Authenticators;

/// <summary>D6: two letters in 30 days, for an account and for a taxpayer number across accounts.</summary>
public sealed class LetterBudget(Budgets budgets)
{
    /// <summary>Takes a letter. Null: there was one; otherwise when there will be one.</summary>
    /// <param name="accountId">Who asks.</param>
    /// <param name="taxpayerNumber">The keyed fingerprint of the taxpayer number; null: counted for the account only.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<DateTimeOffset?> Take(
        Guid accountId,
        string? taxpayerNumber,
        CancellationToken cancellationToken
    )
    {
        var takes = Of(accountId, taxpayerNumber);
        // The budget that refuses is not always the one that is empty longest.
        return await budgets.Take(takes, cancellationToken) is { } refusedUntil
            ? (await budgets.Left(takes, cancellationToken)).NextAt ?? refusedUntil
            : null;
    }

    /// <summary>Gives back a letter that was not sent.</summary>
    public Task GiveBack(
        Guid accountId,
        string? taxpayerNumber,
        CancellationToken cancellationToken
    ) => budgets.GiveBack(Of(accountId, taxpayerNumber), cancellationToken);

    // Always in this order, so that two who take at the same time never wait for each other.
    private static (Budget, string)[] Of(Guid accountId, string? taxpayerNumber) =>
        [
            (Budget.LettersPerAccount, accountId.ToString("N")),
            .. taxpayerNumber is null
                ? []
                : new[] { (Budget.LettersPerTaxpayerNumber, taxpayerNumber) },
        ];
}
