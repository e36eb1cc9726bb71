using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>Finds accounts by what a person types.</summary>
public sealed class AccountLookup(
    SecureAccessDbContext database,
    Fingerprints fingerprints,
    ILookupNormalizer normalizer
)
{
    /// <summary>The one form in which a typed name is counted, whether or not it has an account (D4).</summary>
    public static string Normalize(string name) => EmailAddress.Normalize(name);

    /// <summary>The account with this id, or null.</summary>
    public Task<Account?> ById(Guid id, CancellationToken cancellationToken) =>
        database
            .Set<Account>()
            .AsNoTracking()
            .FirstOrDefaultAsync(account => account.Id == id, cancellationToken);

    /// <summary>The account with this username or confirmed email address; one statement either way, known or unknown.</summary>
    public Task<Account?> ByName(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!UsernameRules.IsEmailAddress(name))
        {
            // D21: usernames are ASCII. A letter that becomes ASCII only in upper case (U+017F) would find an account by a spelling whose
            // failures count apart while there is none (D4), and so tell the two apart. Nobody has the empty name.
            var username = Ascii.IsValid(name) ? normalizer.NormalizeName(name.Trim()) : "";
            return database
                .Set<Account>()
                .AsNoTracking()
                .FirstOrDefaultAsync(
                    account => account.NormalizedUserName == username,
                    cancellationToken
                );
        }

        var fingerprint = fingerprints.Of(FingerprintPurpose.Email, EmailAddress.Normalize(name));
        return database
            .Set<EmailAddress>()
            .AsNoTracking()
            .Where(email => email.Fingerprint == fingerprint)
            .Join(
                database.Set<Account>(),
                email => email.AccountId,
                account => account.Id,
                (_, account) => account
            )
            .FirstOrDefaultAsync(cancellationToken);
    }
}
