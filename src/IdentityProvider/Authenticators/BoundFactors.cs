using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Authenticators;

/// <summary>The second factors that an account has, all of them together.</summary>
public sealed class BoundFactors(
    SecureAccessDbContext database,
    UnprovenFactors unproven,
    AuditLog audit
)
{
    /// <summary>
    /// Removes every phone and app, those too that are being proved, in the caller's transaction (D15): the person has proved that they are lost. A phone is then free for
    /// whoever holds it.
    /// </summary>
    public async Task Remove(Guid accountId, CancellationToken cancellationToken)
    {
        // First what is being proved at this moment: either it is gone before it is bound, or it is bound before the next statement.
        await unproven.DropClaims(accountId, cancellationToken);
        await database
            .Set<ActivatedPhone>()
            .Where(phone => phone.AccountId == accountId)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<AuthenticatorApp>()
            .Where(app => app.AccountId == accountId)
            .ExecuteDeleteAsync(cancellationToken);
        audit.Append(FactorEvents.Removed, accountId);
    }
}
