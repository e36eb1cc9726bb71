using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>Marks passwords that others know (D9): each must be changed at its next sign-in, before anything else.</summary>
public sealed class CompromisedPasswords(
    SecureAccessDbContext database,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Marks the password of an account, in the caller's transaction.</summary>
    /// <returns>False when it was marked already and not changed since, or the account has no password.</returns>
    public async Task<bool> Mark(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var marked = await database
            .Set<Account>()
            .Where(row =>
                row.Id == accountId && row.PasswordHash != null && row.PasswordCompromisedAt == null
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.PasswordCompromisedAt, now),
                cancellationToken
            );
        if (marked == 1)
        {
            audit.Append(AccountEvents.PasswordCompromised, accountId);
        }

        return marked == 1;
    }
}
