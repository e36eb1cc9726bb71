using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>Reads the confirmed email addresses of an account, decrypting them under the person's key (D19).</summary>
public sealed class AccountAddresses(SecureAccessDbContext database, PersonalData personalData)
{
    /// <summary>The addresses that were saved, the oldest first; none for an account that does not exist.</summary>
    public async Task<IReadOnlyList<string>> Of(Guid accountId, CancellationToken cancellationToken)
    {
        var saved = await database
            .Set<EmailAddress>()
            .Where(email => email.AccountId == accountId)
            .OrderBy(email => email.ConfirmedAt)
            .Select(email => email.Address)
            .ToListAsync(cancellationToken);
        var addresses = new List<string>();
        foreach (var address in saved)
        {
            addresses.Add(
                await personalData.Reveal(
                    accountId,
                    AccountFields.Email,
                    address,
                    cancellationToken
                )
            );
        }

        return addresses;
    }
}
