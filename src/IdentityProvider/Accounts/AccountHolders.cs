using System.Text;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>
/// Which account holds what one account only may hold; one statement each, held or not. What an answer of these is good for ends when
/// it is read: the unique indexes decide.
/// </summary>
public sealed class AccountHolders(SecureAccessDbContext database, Fingerprints fingerprints)
{
    /// <summary>Whose confirmed email address it is, in any spelling (D21); null when nobody's.</summary>
    public Task<Guid?> OfEmail(string address, CancellationToken cancellationToken)
    {
        var fingerprint = fingerprints.Of(
            FingerprintPurpose.Email,
            EmailAddress.Normalize(address)
        );
        return database
            .Set<EmailAddress>()
            .Where(email => email.Fingerprint == fingerprint)
            .Select(email => (Guid?)email.AccountId)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Whose activated phone it is (R21, D12); null when nobody's.</summary>
    /// <param name="number">E.164 form.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Guid?> OfPhone(string number, CancellationToken cancellationToken)
    {
        var fingerprint = fingerprints.Of(FingerprintPurpose.Phone, number);
        return database
            .Set<ActivatedPhone>()
            .Where(phone => phone.Fingerprint == fingerprint)
            .Select(phone => (Guid?)phone.AccountId)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Whether the taxpayer number may be that of the account's person (D15): false only where the account's identity is verified with another
    /// one.
    /// </summary>
    /// <param name="accountId">The account.</param>
    /// <param name="digits">Nine digits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> MayBePersonOf(
        Guid accountId,
        string digits,
        CancellationToken cancellationToken
    )
    {
        var fingerprint = fingerprints.Of(FingerprintPurpose.TaxpayerNumber, digits);
        return !await database
            .Set<Account>()
            .AnyAsync(
                account =>
                    account.Id == accountId
                    && account.VerifiedAt != null
                    && database
                        .Set<VerifiedIdentity>()
                        .Any(identity =>
                            identity.AccountId == accountId
                            && identity.TaxpayerNumberFingerprint != fingerprint
                        ),
                cancellationToken
            );
    }

    /// <summary>Whose verified taxpayer number it is (D13); null when nobody's.</summary>
    /// <param name="digits">Nine digits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Guid?> OfTaxpayerNumber(string digits, CancellationToken cancellationToken)
    {
        var fingerprint = fingerprints.Of(FingerprintPurpose.TaxpayerNumber, digits);
        return database
            .Set<VerifiedIdentity>()
            .Where(identity => identity.TaxpayerNumberFingerprint == fingerprint)
            .Select(identity => (Guid?)identity.AccountId)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Which account or imported account holds this username, in any case, or held it before it was retired (D21); null when it was
    /// never anyone's.
    /// </summary>
    public Task<Guid?> OfUsername(string username, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(username);
        // D21: usernames are ASCII; nobody has the empty one.
        var name = Ascii.IsValid(username) ? TakenUsername.NormalForm(username) : "";
        return database
            .Set<TakenUsername>()
            .Where(taken => taken.Name == name)
            .Select(taken => (Guid?)taken.HolderId)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
