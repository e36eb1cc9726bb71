using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;

namespace SecureAccess.Authenticators;

/// <summary>What an account began to bind and did not prove: whoever began it may not be its person (D14).</summary>
public sealed class UnprovenFactors(SecureAccessDbContext database, ActivationLetters letters)
{
    /// <summary>Drops the claimed phone and every app that is being shown, in the caller's transaction.</summary>
    public async Task DropClaims(Guid accountId, CancellationToken cancellationToken)
    {
        await database
            .Set<PendingApp>()
            .Where(app => app.AccountId == accountId)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<ClaimedPhone>()
            .Where(phone => phone.AccountId == accountId)
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Drops the claimed phone, every app that is being shown and the letter that is under way, in the caller's transaction.</summary>
    public async Task Drop(Guid accountId, CancellationToken cancellationToken)
    {
        await DropClaims(accountId, cancellationToken);
        await letters.Forget(accountId, cancellationToken);
    }
}
