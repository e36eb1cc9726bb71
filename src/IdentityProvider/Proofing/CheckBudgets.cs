using SecureAccess.Keys;
using SecureAccess.Limits;

namespace SecureAccess.Proofing;

/// <summary>The attempts that D5 allows: of a person, of a taxpayer number across accounts, of a source address.</summary>
public sealed class CheckBudgets(Budgets budgets, Fingerprints fingerprints)
{
    /// <summary>The fingerprint by which a source address is counted.</summary>
    public string SourceOf(string addressPrefix) =>
        fingerprints.Of(FingerprintPurpose.Source, addressPrefix);

    /// <summary>Takes an attempt. Null: there was one; otherwise when there will be one.</summary>
    public async Task<DateTimeOffset?> Take(
        Guid accountId,
        string taxpayerNumber,
        string source,
        CancellationToken ct
    )
    {
        var takes = Of(accountId, taxpayerNumber, source);
        // The budget that refuses is not always the one that is empty longest.
        return await budgets.Take(takes, ct) is { } refusedUntil
            ? (await budgets.Left(takes, ct)).NextAt ?? refusedUntil
            : null;
    }

    /// <summary>Gives an attempt back that was no failure.</summary>
    public Task GiveBack(
        Guid accountId,
        string taxpayerNumber,
        string source,
        CancellationToken ct
    ) => budgets.GiveBack(Of(accountId, taxpayerNumber, source), ct);

    /// <summary>
    /// What this account has left, or nothing where a taxpayer number or source address has nothing left: that others tried, and how
    /// often, is not told before that.
    /// </summary>
    public async Task<AttemptsLeft> Left(
        Guid accountId,
        string? taxpayerNumber,
        string source,
        CancellationToken ct
    )
    {
        var takes = Of(accountId, taxpayerNumber, source);
        var (own, _) = await budgets.Left(takes[..1], ct);
        var (left, nextAt) = await budgets.Left(takes, ct);
        return left == 0 ? new AttemptsLeft(0, nextAt) : new AttemptsLeft(own, null);
    }

    // Always in this order, so that two who take at the same time never wait for each other.
    private List<(Budget, string)> Of(Guid accountId, string? taxpayerNumber, string source)
    {
        List<(Budget, string)> takes = [(Budget.ChecksPerAccount, accountId.ToString("N"))];
        if (taxpayerNumber is not null)
        {
            takes.Add(
                (
                    Budget.ChecksPerTaxpayerNumber,
                    fingerprints.Of(FingerprintPurpose.TaxpayerNumber, taxpayerNumber)
                )
            );
        }

        takes.Add((Budget.ChecksPerSource, source));
        return takes;
    }
}
