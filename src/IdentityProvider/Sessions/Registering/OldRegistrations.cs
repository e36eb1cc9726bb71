using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Proofing;

namespace SecureAccess.Sessions.Registering;

/// <summary>Finds and destroys what <see cref="RegistrationRules"/> say is over (D22). With the person's key goes all that it protects (D19).</summary>
public sealed partial class OldRegistrations(
    SecureAccessDbContext database,
    StateChange stateChange,
    PersonalData personalData,
    TakenUsernames usernames,
    AuditLog audit,
    TimeProvider clock,
    ILogger<OldRegistrations> log
)
{
    private const int Batch = 200;

    /// <summary>Destroys every registration that is over.</summary>
    public async Task Destroy(CancellationToken cancellationToken)
    {
        await DestroyAll(WithoutPassword, cancellationToken);
        await DestroyAll(WithPassword, cancellationToken);
    }

    private async Task DestroyAll(
        Func<IQueryable<Registration>> over,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var ids = await over()
                .OrderBy(registration => registration.LastStepAt)
                .Take(Batch)
                .Select(registration => registration.Id)
                .ToListAsync(cancellationToken);
            var destroyed = 0;
            foreach (var id in ids)
            {
                destroyed += await TryDestroy(id, over, cancellationToken) ? 1 : 0;
            }

            if (ids.Count < Batch || destroyed == 0)
            {
                return;
            }
        }
    }

    // One that cannot be destroyed does not keep the others.
    private async Task<bool> TryDestroy(
        Guid id,
        Func<IQueryable<Registration>> over,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await stateChange.InOneTransaction(
                token => DestroyOne(id, over(), token),
                cancellationToken
            );
            return true;
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException)
        {
            Failed(log, id, exception);
            return false;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The registration {Id} could not be destroyed; it is tried again"
    )]
    private static partial void Failed(ILogger logger, Guid id, Exception exception);

    private async Task DestroyOne(
        Guid id,
        IQueryable<Registration> over,
        CancellationToken cancellationToken
    )
    {
        // Whoever took a step since it was found goes on.
        var deleted = await over.Where(registration => registration.Id == id)
            .ExecuteDeleteAsync(cancellationToken);
        if (deleted == 0)
        {
            return;
        }

        await database
            .Set<OneTimeCode>()
            .Where(code => code.Owner == id)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<Evidence>()
            .Where(evidence => evidence.AccountId == id)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<Account>()
            .Where(account => account.Id == id)
            .ExecuteDeleteAsync(cancellationToken);
        await usernames.Release(id, cancellationToken);
        await personalData.DestroyKey(id, cancellationToken);
        audit.Append(RegistrationEvents.Destroyed, id);
    }

    private IQueryable<Registration> WithoutPassword()
    {
        var before = clock.GetUtcNow() - RegistrationRules.KeptWithoutPassword;
        return database
            .Set<Registration>()
            .Where(registration =>
                registration.AccountAt == null && registration.LastStepAt <= before
            );
    }

    private IQueryable<Registration> WithPassword()
    {
        var now = clock.GetUtcNow();
        var before = now - RegistrationRules.KeptWithPassword;
        var codeEndedBefore = now - RegistrationRules.KeptAfterMailedCode;
        return database
            .Set<Registration>()
            .Where(registration =>
                registration.AccountAt != null && registration.LastStepAt <= before
            )
            .Where(registration =>
                !database
                    .Set<Account>()
                    .Any(account => account.Id == registration.Id && account.VerifiedAt != null)
            )
            .Where(registration =>
                !database
                    .Set<StoredDraft>()
                    .Any(draft => draft.AccountId == registration.Id && draft.UpdatedAt > before)
            )
            .Where(registration =>
                !database
                    .Set<ClaimedPhone>()
                    .Any(phone => phone.AccountId == registration.Id && phone.LastSentAt > before)
            )
            .Where(registration =>
                !database
                    .Set<OneTimeCode>()
                    .Any(code =>
                        code.Owner == registration.Id
                        && code.Kind == CodeKind.MailedActivation.Name
                        && code.VoidedAt == null
                        && code.ExpiresAt > codeEndedBefore
                    )
            );
    }
}
