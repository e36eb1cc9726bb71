using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>What may be told of a person to those who are allowed to know, in clear.</summary>
/// <param name="Username">The permanent username; null while there is none (D14).</param>
/// <param name="Email">The confirmed email address, the oldest one.</param>
/// <param name="Phone">The activated phone in E.164 form, the newest one; null when there is none.</param>
/// <param name="Person">Name, date of birth and address as proofed; null while not proofed.</param>
public sealed record Profile(string? Username, string? Email, string? Phone, Person? Person)
{
    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[profile]";
}

/// <summary>Reads a person's profile, decrypting it under the person's key (D19).</summary>
public sealed class AccountProfile(SecureAccessDbContext database, PersonalData personalData)
{
    /// <summary>The profile, or null when there is no such account. Two statements: the rows and the person's key.</summary>
    public async Task<Profile?> Read(Guid accountId, CancellationToken cancellationToken)
    {
        var row = await database
            .Set<Account>()
            .AsNoTracking()
            .Where(account => account.Id == accountId)
            .Select(account => new
            {
                account.UserName,
                Email = database
                    .Set<EmailAddress>()
                    .Where(email => email.AccountId == account.Id)
                    .OrderBy(email => email.ConfirmedAt)
                    .Select(email => email.Address)
                    .FirstOrDefault(),
                Phone = database
                    .Set<ActivatedPhone>()
                    .Where(phone => phone.AccountId == account.Id)
                    .OrderByDescending(phone => phone.ActivatedAt)
                    .Select(phone => phone.Number)
                    .FirstOrDefault(),
                Person = database
                    .Set<VerifiedIdentity>()
                    .Where(identity => identity.AccountId == account.Id)
                    .Select(identity => identity.Person)
                    .FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        var person = await Reveal(accountId, AccountFields.Person, row.Person, cancellationToken);
        return new Profile(
            row.UserName,
            await Reveal(accountId, AccountFields.Email, row.Email, cancellationToken),
            await Reveal(accountId, AccountFields.Phone, row.Phone, cancellationToken),
            person is null ? null : JsonSerializer.Deserialize<Person>(person)
        );
    }

    /// <summary>The taxpayer number, nine digits, of an account that is proofed and may be used; null for every other. Never logged.</summary>
    public async Task<string?> TaxpayerNumber(Guid accountId, CancellationToken cancellationToken)
    {
        var number = await database
            .Set<VerifiedIdentity>()
            .Where(identity =>
                identity.AccountId == accountId
                && database
                    .Set<Account>()
                    .Any(account =>
                        account.Id == accountId
                        && account.VerifiedAt != null
                        && account.DisabledAt == null
                    )
            )
            .Select(identity => identity.TaxpayerNumber)
            .FirstOrDefaultAsync(cancellationToken);
        return await Reveal(accountId, AccountFields.TaxpayerNumber, number, cancellationToken);
    }

    private async Task<string?> Reveal(
        Guid accountId,
        string field,
        byte[]? value,
        CancellationToken cancellationToken
    ) =>
        value is null
            ? null
            : await personalData.Reveal(accountId, field, value, cancellationToken);
}
