using SecureAccess.Limits;

namespace SecureAccess.Authenticators;

/// <summary>D7 against toll fraud: whether a text or call may leave to a number, and what that takes.</summary>
public sealed class PhoneSends(PhoneNumbers numbers, Budgets budgets)
{
    /// <summary>The country is served, and account, number, source and country prefix have a send left; then one is taken of each.</summary>
    /// <param name="accountId">Who asks.</param>
    /// <param name="number">E.164 form.</param>
    /// <param name="source">The address prefix that the request comes from.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SendPermission> Take(
        Guid accountId,
        string number,
        string source,
        CancellationToken cancellationToken
    )
    {
        if (numbers.PrefixIfServed(number) is not { } prefix)
        {
            return new SendPermission(false, null, []);
        }

        (Budget, string)[] takes =
        [
            (Budget.SendsPerAccount, accountId.ToString("N")),
            (Budget.SendsPerNumberAndHour, number),
            (Budget.SendsPerNumberAndDay, number),
            (Budget.SendsPerSource, source),
            (Budget.SendsPerCountryPrefix, prefix),
        ];
        var retryAt = await budgets.Take(takes, cancellationToken);
        return new SendPermission(retryAt is null, retryAt, retryAt is null ? takes : []);
    }

    /// <summary>Gives back what was taken for a send that then did not happen.</summary>
    public Task GiveBack(SendPermission permission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permission);
        return budgets.GiveBack(permission.Taken, cancellationToken);
    }
}
