using SecureAccess.Accounts;
using SecureAccess.Limits;

namespace SecureAccess.Sessions.Recovering;

/// <summary>
/// The budgets of emails that anyone may cause by a name. What a person is told to wait for is counted by the name as typed, known or
/// unknown; what goes to a mailbox is counted by the mailbox too, and silently: which names lead to one is not told (D21).
/// </summary>
public sealed class RecoveryBudgets(Budgets budgets)
{
    /// <summary>Takes what is counted by the name and the source.</summary>
    /// <returns>Null, or when the next may be asked for.</returns>
    public Task<DateTimeOffset?> TakeByName(
        HttpContext http,
        string name,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(http);
        var typed = "recovery:" + AccountLookup.Normalize(name);
        return budgets.Take(
            [
                (Budget.EmailsPerAddress, typed),
                (Budget.EmailsPerAddressAndDay, typed),
                (Budget.EmailsPerSource, SourceAddress.PrefixOf(http.Connection.RemoteIpAddress)),
            ],
            cancellationToken
        );
    }

    /// <summary>Takes a beginning of a replacement by the password.</summary>
    /// <returns>Null, or when the next may begin.</returns>
    public Task<DateTimeOffset?> TakeReplacement(
        Guid accountId,
        CancellationToken cancellationToken
    ) =>
        budgets.Take([(Budget.ReplacementsPerAccount, accountId.ToString("N"))], cancellationToken);

    /// <summary>Takes what is counted by the mailbox: with the emails of registering.</summary>
    /// <param name="address">The address; where nothing goes anywhere, the name as typed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>False when no more may go to it now.</returns>
    public async Task<bool> TakeByMailbox(string address, CancellationToken cancellationToken)
    {
        var mailbox = EmailAddress.Normalize(address);
        return await budgets.Take(
            [(Budget.EmailsPerAddress, mailbox), (Budget.EmailsPerAddressAndDay, mailbox)],
            cancellationToken
        )
            is null;
    }
}
