using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>What a new password for an account is worth.</summary>
public abstract record NewPassword
{
    private NewPassword() { }

    /// <summary>It may be used; to be written by <see cref="NewPasswords.Write"/> in the change that it belongs to.</summary>
    /// <param name="AccountId">Whose it becomes.</param>
    /// <param name="Before">The hash that it takes the place of.</param>
    /// <param name="Hash">Its own.</param>
    public sealed record Good(Guid AccountId, string? Before, string Hash) : NewPassword
    {
        /// <summary>Nothing of it is printed.</summary>
        public override string ToString() => "[new password]";
    }

    /// <summary>D8: a rule stands against it.</summary>
    /// <param name="Problem">Which.</param>
    public sealed record Refused(PasswordProblem Problem) : NewPassword;

    /// <summary>It is the one that the account has now.</summary>
    public sealed record SameAsNow : NewPassword;

    /// <summary>Too many passwords are being hashed at this moment; nothing was changed.</summary>
    public sealed record Busy : NewPassword;
}

/// <summary>Takes a new password in place of the one that an account has (R7, D8, D9).</summary>
public sealed class NewPasswords(
    SecureAccessDbContext database,
    Passwords passwords,
    PasswordPolicy policy,
    AccountAddresses addresses,
    AuditLog audit
)
{
    /// <summary>Checks a password by today's policy and hashes it. Outside a transaction: hashing is slow.</summary>
    /// <param name="account">Whose it is to be, as read in this request.</param>
    /// <param name="typed">As typed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<NewPassword> Prepare(
        Account account,
        SecretText typed,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(typed);
        string[] context =
        [
            account.UserName ?? "",
            .. await addresses.Of(account.Id, cancellationToken),
        ];
        if (policy.FirstProblem(typed.Reveal(), context) is { } problem)
        {
            return new NewPassword.Refused(problem);
        }

        switch (await passwords.Check(account, typed, cancellationToken))
        {
            case PasswordCheck.Busy:
                return new NewPassword.Busy();
            case PasswordCheck.Right or PasswordCheck.RightButOutdated:
                return new NewPassword.SameAsNow();
        }

        return await passwords.Hash(account, typed, cancellationToken) is { } hash
            ? new NewPassword.Good(account.Id, account.PasswordHash, hash)
            : new NewPassword.Busy();
    }

    /// <summary>Writes it with the version of the policy, and clears the mark, in the caller's transaction.</summary>
    /// <returns>False when another change of the password was first: nothing was written.</returns>
    public async Task<bool> Write(NewPassword.Good good, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(good);
        var version = policy.Version;
        var written = await database
            .Set<Account>()
            .Where(row =>
                row.Id == good.AccountId
                && row.PasswordHash == good.Before
                && row.DisabledAt == null
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.PasswordHash, good.Hash)
                        .SetProperty(row => row.PasswordPolicy, version)
                        .SetProperty(row => row.PasswordCompromisedAt, (DateTimeOffset?)null),
                cancellationToken
            );
        if (written == 1)
        {
            audit.Append(AccountEvents.PasswordChanged, good.AccountId);
        }

        return written == 1;
    }
}
