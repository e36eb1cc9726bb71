using System.Text;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Recovering;

/// <summary>Whom a typed name leads to, and where a message to that person goes.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Username">Its username; null while there is none (D14).</param>
/// <param name="Address">The confirmed address as it is on file, never as it was typed.</param>
public sealed record RecoveryTarget(Guid AccountId, string? Username, string Address)
{
    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[recovery target]";
}

/// <summary>
/// Finds out whom a typed name leads to: a message goes to the address typed, in the spelling on file (another spelling may be
/// another's mailbox), or to the oldest one where a username was typed. Known and unknown cause the same statements.
/// </summary>
public sealed class RecoveryTargets(
    SecureAccessDbContext database,
    AccountLookup accounts,
    Fingerprints fingerprints,
    Encryption encryption,
    PersonalData personalData
)
{
    /// <summary>The keyed fingerprint of a name in its normal form.</summary>
    public string FingerprintOf(string name) =>
        fingerprints.Of(FingerprintPurpose.Email, AccountLookup.Normalize(name));

    /// <summary>A typed name as it is stored with a recovery.</summary>
    public byte[] Seal(string name, Guid recoveryId) =>
        encryption.Protect(
            KeyPurpose.Recoveries,
            Encoding.UTF8.GetBytes(name),
            recoveryId.ToString("N")
        );

    /// <summary>The name that a recovery began with, as typed.</summary>
    public string NameOf(Recovery recovery)
    {
        ArgumentNullException.ThrowIfNull(recovery);
        return Encoding.UTF8.GetString(
            encryption.Unprotect(KeyPurpose.Recoveries, recovery.Name, recovery.Id.ToString("N"))
        );
    }

    /// <summary>The target; null when there is no such account, it is disabled, or it has no confirmed address.</summary>
    public async Task<RecoveryTarget?> Of(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var account = await accounts.ByName(name, cancellationToken);
        var id = account is { DisabledAt: null } ? account.Id : Guid.Empty;
        var typed = UsernameRules.IsEmailAddress(name) ? FingerprintOf(name) : null;
        var address = await database
            .Set<EmailAddress>()
            .AsNoTracking()
            .Where(email => email.AccountId == id && (typed == null || email.Fingerprint == typed))
            .OrderBy(email => email.ConfirmedAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (address is null)
        {
            await personalData.LookForNobody(cancellationToken);
            return null;
        }

        return new RecoveryTarget(
            id,
            account!.UserName,
            await personalData.Reveal(id, AccountFields.Email, address.Address, cancellationToken)
        );
    }
}
