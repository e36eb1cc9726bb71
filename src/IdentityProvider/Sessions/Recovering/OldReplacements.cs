using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Sessions.Recovering;

/// <summary>
/// Deletes what was entered to replace a lost phone that nobody went on to replace (D15). It is kept as long as a registration with a
/// password (D22): 30 days after its last change, and never while a mailed code lives.
/// </summary>
public sealed class OldReplacements(
    SecureAccessDbContext database,
    StateChange stateChange,
    PhoneClaims claims,
    ActivationLetters letters,
    TimeProvider clock
)
{
    private const int Batch = 200;

    /// <summary>Deletes them, 200 at a time; the account itself stays as it is.</summary>
    public async Task Delete(CancellationToken cancellationToken)
    {
        var ids = await Over()
            .OrderBy(draft => draft.UpdatedAt)
            .Take(Batch)
            .Select(draft => draft.AccountId)
            .ToListAsync(cancellationToken);
        foreach (var id in ids)
        {
            await stateChange.InOneTransaction(token => DeleteOne(id, token), cancellationToken);
        }
    }

    private async Task DeleteOne(Guid accountId, CancellationToken cancellationToken)
    {
        // Whoever took a step since it was found goes on.
        var deleted = await Over()
            .Where(draft => draft.AccountId == accountId)
            .ExecuteDeleteAsync(cancellationToken);
        if (deleted == 1)
        {
            await claims.Forget(accountId, cancellationToken);
            await letters.Forget(accountId, cancellationToken);
        }
    }

    private IQueryable<StoredDraft> Over()
    {
        var now = clock.GetUtcNow();
        var before = now - RegistrationRules.KeptWithPassword;
        var codeEndedBefore = now - RegistrationRules.KeptAfterMailedCode;
        return database
            .Set<StoredDraft>()
            .Where(draft => draft.UpdatedAt <= before)
            .Where(draft =>
                database
                    .Set<Account>()
                    .Any(account => account.Id == draft.AccountId && account.VerifiedAt != null)
            )
            .Where(draft =>
                !database
                    .Set<OneTimeCode>()
                    .Any(code =>
                        code.Owner == draft.AccountId
                        && code.Kind == CodeKind.MailedActivation.Name
                        && code.VoidedAt == null
                        && code.ExpiresAt > codeEndedBefore
                    )
            );
    }
}
