using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>Reads the records of joins.</summary>
public sealed class AccountJoins(SecureAccessDbContext database)
{
    /// <summary>The account's last one; null when nothing was ever joined with it.</summary>
    public Task<AccountJoin?> LastOf(Guid accountId, CancellationToken cancellationToken) =>
        database
            .Set<AccountJoin>()
            .AsNoTracking()
            .Where(join => join.AccountId == accountId)
            .OrderByDescending(join => join.At)
            .FirstOrDefaultAsync(cancellationToken);
}
