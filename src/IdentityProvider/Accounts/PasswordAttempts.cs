using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>A password that was tried.</summary>
public abstract record PasswordAttempt
{
    private PasswordAttempt() { }

    /// <summary>Right; to be completed in the change that it allows by <see cref="PasswordAttempts.Complete"/>.</summary>
    /// <param name="Account">Whose it is.</param>
    /// <param name="Trier">Whose tries are counted.</param>
    /// <param name="UpgradedHash">A hash with today's parameters, if the stored one is outdated.</param>
    /// <param name="MustChange">D9: it does not meet today's policy, or others know it.</param>
    public sealed record Right(Account Account, Trier Trier, string? UpgradedHash, bool MustChange)
        : PasswordAttempt;

    /// <summary>Not accepted: unknown name, wrong password or disabled account, all alike.</summary>
    public sealed record Refused : PasswordAttempt;

    /// <summary>D4: no further try before this instant.</summary>
    /// <param name="Until">When.</param>
    public sealed record Wait(DateTimeOffset Until) : PasswordAttempt;

    /// <summary>Too many passwords are being checked at this moment; nothing was counted.</summary>
    public sealed record Busy : PasswordAttempt;
}

/// <summary>Tries passwords under D4's back-off. A known and an unknown name cause the same work.</summary>
public sealed class PasswordAttempts(
    SecureAccessDbContext database,
    Passwords passwords,
    PasswordPolicy policy,
    AccountAddresses addresses,
    BackOff backOff
)
{
    private const string Factor = "password";

    /// <summary>Tries a password.</summary>
    /// <param name="account">The account that the name leads to, or null.</param>
    /// <param name="name">The name as typed; a stranger's delays are counted by it, known or unknown.</param>
    /// <param name="password">The password as typed.</param>
    /// <param name="source">The address prefix, or the known browser's id.</param>
    /// <param name="knownBrowser">Whether it is a known browser.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<PasswordAttempt> Try(
        Account? account,
        string name,
        SecretText password,
        string source,
        bool knownBrowser,
        CancellationToken cancellationToken
    )
    {
        var typed = AccountLookup.Normalize(name);
        var trier = new Trier(
            Factor,
            account?.Id.ToString("N") ?? typed,
            account is not null,
            source,
            knownBrowser,
            TypedName: knownBrowser ? null : typed
        );
        var permission = await backOff.Begin(trier, cancellationToken);
        if (permission is TryPermission.Wait wait)
        {
            return new PasswordAttempt.Wait(wait.Until);
        }

        var check = await passwords.Check(account, password, cancellationToken);
        if (check is PasswordCheck.Busy)
        {
            await backOff.Forgive(trier, cancellationToken);
            return new PasswordAttempt.Busy();
        }

        // D4: at its end the total answers like a wrong password, after the same work.
        if (
            check is PasswordCheck.Wrong
            || permission is TryPermission.UsedUp
            || account is not { DisabledAt: null }
        )
        {
            return new PasswordAttempt.Refused();
        }

        // Hashed anew before the transaction: a slow hash must not hold one open.
        var upgraded =
            check is PasswordCheck.RightButOutdated
                ? await passwords.Hash(account, password, cancellationToken)
                : null;
        return new PasswordAttempt.Right(
            account,
            trier,
            upgraded,
            MustChange(account, name, password)
        );
    }

    /// <summary>
    /// Resets the count and stores an upgraded hash (D8) and the version of the policy that the password meets (D9), in the caller's
    /// transaction.
    /// </summary>
    /// <returns>
    /// False when the password was changed or marked while it was being checked: nothing was changed, and what was right then is to be
    /// tried anew.
    /// </returns>
    public async Task<bool> Complete(
        PasswordAttempt.Right right,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(right);
        var before = right.Account;
        var hash = right.UpgradedHash ?? before.PasswordHash;
        var version = right.MustChange
            ? before.PasswordPolicy
            : Math.Max(policy.Version, before.PasswordPolicy);
        // Written at each sign-in, changed or not: a change of the password that ends all sessions waits for this one, or this one for it.
        var stands = await database
            .Set<Account>()
            .Where(row =>
                row.Id == before.Id
                && row.PasswordHash == before.PasswordHash
                && row.PasswordCompromisedAt == before.PasswordCompromisedAt
                && row.DisabledAt == null
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.PasswordHash, hash)
                        .SetProperty(row => row.PasswordPolicy, version),
                cancellationToken
            );
        if (stands == 0)
        {
            return false;
        }

        await backOff.Succeeded(right.Trier, cancellationToken);
        return true;
    }

    /// <summary>
    /// D4: a new password is a factor bound anew. Forgets the failures of the account in all, and those from one source by the names
    /// that lead to it; in the caller's transaction.
    /// </summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="username">Its username; its email addresses are added here.</param>
    /// <param name="source">The address prefix.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task Forget(
        Guid accountId,
        string? username,
        string source,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<string> names = await addresses.Of(accountId, cancellationToken);
        foreach (var name in username is null ? names : names.Append(username))
        {
            await backOff.Succeeded(
                new Trier(
                    Factor,
                    accountId.ToString("N"),
                    true,
                    source,
                    KnownBrowser: false,
                    TypedName: AccountLookup.Normalize(name)
                ),
                cancellationToken
            );
        }
    }

    // R7, D9: what met an older policy is looked at again, as long as it is known in clear. The typed name may be an email address.
    private bool MustChange(Account account, string name, SecretText password) =>
        account.PasswordCompromisedAt is not null
        || (
            account.PasswordPolicy < policy.Version
            && policy.FirstProblem(password.Reveal(), [account.UserName ?? "", name]) is not null
        );
}
