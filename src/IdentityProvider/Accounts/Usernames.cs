using SecureAccess.Limits;

namespace SecureAccess.Accounts;

/// <summary>Whether a username can be had.</summary>
public abstract record UsernameResult
{
    private UsernameResult() { }

    /// <summary>Nobody has it at this moment; the unique index decides when it is taken.</summary>
    public sealed record Available : UsernameResult;

    /// <summary>It has not the form of <see cref="UsernameRules"/>; nothing was counted.</summary>
    public sealed record NotForm : UsernameResult;

    /// <summary>Used or reserved, without saying which (D21).</summary>
    public sealed record NotAvailable : UsernameResult;

    /// <summary>Too many were asked for.</summary>
    /// <param name="Until">When the next can be.</param>
    public sealed record Wait(DateTimeOffset Until) : UsernameResult;
}

/// <summary>Answers whether a username can be had, out of a budget (D21): otherwise it would list who has an account.</summary>
public sealed class Usernames(AccountHolders holders, Budgets budgets)
{
    /// <summary>Checks a username. Ask only for somebody with a confirmed email address (D21), outside a transaction.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="budgetSubject">Who asks: the registration's or account's id.</param>
    /// <param name="addressPrefix">Where from: <see cref="SourceAddress.PrefixOf"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<UsernameResult> Check(
        string typed,
        string budgetSubject,
        string addressPrefix,
        CancellationToken cancellationToken
    )
    {
        if (!UsernameRules.HasForm(typed))
        {
            return new UsernameResult.NotForm();
        }

        var refusedUntil = await budgets.Take(
            [
                (Budget.UsernameChecksPerRegistration, budgetSubject),
                (Budget.UsernameChecksPerSource, addressPrefix),
            ],
            cancellationToken
        );
        if (refusedUntil is { } until)
        {
            return new UsernameResult.Wait(until);
        }

        // A reserved name is looked up like any other, so that the answer takes as long.
        var holder = await holders.OfUsername(typed, cancellationToken);
        return holder is not null || ReservedUsernames.Contains(typed)
            ? new UsernameResult.NotAvailable()
            : new UsernameResult.Available();
    }
}
