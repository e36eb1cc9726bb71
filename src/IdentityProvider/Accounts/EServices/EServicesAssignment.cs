using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts.EServices;

/// <summary>What a merge gave to an account.</summary>
/// <param name="Username">The e-Services username, from now on the account's.</param>
/// <param name="Retired">The username that it had; null when there was none.</param>
/// <param name="Email">The imported address, which is only notified (D14).</param>
public sealed record Assigned(string Username, string? Retired, string Email)
{
    /// <summary>The address is not printed.</summary>
    public override string ToString() => $"[assigned {Username}]";
}

/// <summary>Assigns an imported account's username and roles to the person of the same taxpayer number (R6, R8, R9, D14).</summary>
public sealed class EServicesAssignment(
    SecureAccessDbContext database,
    PersonalData personalData,
    TakenUsernames usernames,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>The username that would be assigned; null when no imported account that is free has the account's taxpayer number.</summary>
    public Task<string?> Offered(Guid accountId, CancellationToken cancellationToken) =>
        Matching(accountId)
            .Select(imported => imported.Username)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>
    /// Assigns it, in the caller's <see cref="StateChange"/>. The one statement that assigns asks again for all that it stands on: of any
    /// number at once, one does.
    /// </summary>
    /// <returns>Null when there is nothing to assign, or no longer.</returns>
    public async Task<Assigned?> Assign(Guid accountId, CancellationToken cancellationToken)
    {
        if (
            await Matching(accountId).AsNoTracking().FirstOrDefaultAsync(cancellationToken)
            is not { } imported
        )
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var assigned = await Matching(accountId)
            .Where(row => row.Id == imported.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.AssignedTo, accountId)
                        .SetProperty(row => row.AssignedAt, now),
                cancellationToken
            );
        if (assigned == 0)
        {
            return null;
        }

        var retired = await Rename(accountId, imported, cancellationToken);
        database.Add(
            new AccountJoin
            {
                Id = Guid.CreateVersion7(now),
                Kind = JoinKind.EServices,
                At = now,
                AccountId = accountId,
                JoinedId = imported.Id,
                RetiredUsername = retired,
            }
        );
        audit.Append(JoinEvents.Merged, accountId, ("e-services", imported.Id.ToString()));
        return new Assigned(
            imported.Username,
            retired,
            await personalData.Reveal(
                imported.Id,
                AccountFields.Email,
                imported.Email,
                cancellationToken
            )
        );
    }

    // R6: a username is permanent, and nothing else replaces one. This is no change of a username by its person: it is the e-Services
    // username, which was permanent before, and the personal one is retired for ever (D14).
    private async Task<string?> Rename(
        Guid accountId,
        EServicesAccount imported,
        CancellationToken cancellationToken
    )
    {
        var before = await database
            .Set<Account>()
            .Where(account => account.Id == accountId)
            .Select(account => account.UserName)
            .SingleAsync(cancellationToken);
        if (before is not null)
        {
            await usernames.Retire(before, accountId, cancellationToken);
        }

        await usernames.HandOver(imported.Username, imported.Id, accountId, cancellationToken);
        var normal = TakenUsername.NormalForm(imported.Username);
        var stamp = Guid.NewGuid().ToString();
        // Read now that the row is ours: an import of this moment may have changed them.
        var roles = await database
            .Set<EServicesAccount>()
            .Where(row => row.Id == imported.Id)
            .Select(row => row.Roles)
            .SingleAsync(cancellationToken);
        var renamed = await database
            .Set<Account>()
            .Where(account => account.Id == accountId && account.UserName == before)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(account => account.UserName, imported.Username)
                        .SetProperty(account => account.NormalizedUserName, normal)
                        .SetProperty(account => account.Roles, roles)
                        .SetProperty(account => account.ConcurrencyStamp, stamp),
                cancellationToken
            );
        if (renamed == 0)
        {
            throw new DbUpdateConcurrencyException("The username was chosen meanwhile.");
        }

        return before;
    }

    // D14: the taxpayer number of a verified account, and nothing else.
    private IQueryable<EServicesAccount> Matching(Guid accountId) =>
        database
            .Set<EServicesAccount>()
            .Where(imported =>
                imported.AssignedTo == null
                && database
                    .Set<VerifiedIdentity>()
                    .Any(identity =>
                        identity.AccountId == accountId
                        && identity.TaxpayerNumberFingerprint == imported.TaxpayerNumberFingerprint
                    )
                && database
                    .Set<Account>()
                    .Any(account =>
                        account.Id == accountId
                        && account.VerifiedAt != null
                        && account.DisabledAt == null
                    )
            );
}
