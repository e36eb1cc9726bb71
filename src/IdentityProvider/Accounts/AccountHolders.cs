using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>
/// Which account holds what one account only may hold; one statement each, held or not. What an answer of these is good for ends when
/// it is read: the unique indexes decide.
/// </summary>
public sealed class AccountHolders(
    SecureAccessDbContext database,
    Fingerprints fingerprints,
    ILookupNormalizer normalizer
)
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

    /// <summary>Whose username it is, in any case (D21); null when nobody's.</summary>
    public Task<Guid?> OfUsername(string username, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(username);
        // D21: usernames are ASCII; nobody has the empty one.
        var normal = Ascii.IsValid(username) ? normalizer.NormalizeName(username) : "";
        return database
            .Set<Account>()
            .Where(account => account.NormalizedUserName == normal)
            .Select(account => (Guid?)account.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
