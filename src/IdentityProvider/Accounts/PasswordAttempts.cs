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
    public sealed record Right(Account Account, Trier Trier, string? UpgradedHash)
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
        return new PasswordAttempt.Right(account, trier, upgraded);
    }

    /// <summary>Resets the count and stores an upgraded hash (D8), in the caller's transaction.</summary>
    public async Task Complete(PasswordAttempt.Right right, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(right);
        await backOff.Succeeded(right.Trier, cancellationToken);
        if (right.UpgradedHash is { } hash)
        {
            // Unless the password was changed meanwhile.
            await database
                .Set<Account>()
                .Where(row =>
                    row.Id == right.Account.Id && row.PasswordHash == right.Account.PasswordHash
                )
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.PasswordHash, hash),
                    cancellationToken
                );
        }
    }
}
