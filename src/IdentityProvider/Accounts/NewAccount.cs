using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>What happens to accounts.</summary>
public static class AccountEvents
{
    /// <summary>An account was made.</summary>
    public static readonly AuditEventType Created = new("account.created");

    /// <summary>An email address was confirmed for it.</summary>
    public static readonly AuditEventType EmailConfirmed = new("account.email-confirmed");

    /// <summary>A phone was activated for it.</summary>
    public static readonly AuditEventType PhoneActivated = new("account.phone-activated");

    /// <summary>The password was changed.</summary>
    public static readonly AuditEventType PasswordChanged = new("account.password-changed");

    /// <summary>The password was marked as known to others (D9).</summary>
    public static readonly AuditEventType PasswordCompromised = new("account.password-compromised");

    /// <summary>The person's identity was proofed.</summary>
    public static readonly AuditEventType Verified = new("account.verified");
}

/// <summary>
/// Makes accounts and what they hold, each piece encrypted under the person's key (D19). Call it inside a
/// <see cref="StateChange"/>: the pieces and their audit events are saved together.
/// </summary>
public sealed class NewAccount(
    SecureAccessDbContext database,
    UserManager<Account> users,
    PersonalData personalData,
    Fingerprints fingerprints,
    TakenUsernames usernames,
    PasswordPolicy policy,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Makes an account, with its key unless the person has one.</summary>
    /// <param name="username">The permanent username (R6), or null while there is none (D14).</param>
    /// <param name="passwordHash">A hash made by <see cref="Passwords.Hash"/>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="id">
    /// The id of a person whose key exists already, because the registration that becomes this account made it (D19); null for a new
    /// person.
    /// </param>
    /// <exception cref="InvalidOperationException">The username has not the form of D21: callers check it first.</exception>
    public async Task<Account> Create(
        string? username,
        string passwordHash,
        CancellationToken cancellationToken,
        Guid? id = null
    )
    {
        var now = clock.GetUtcNow();
        var account = new Account
        {
            Id = id ?? Guid.CreateVersion7(now),
            UserName = username,
            PasswordHash = passwordHash,
            PasswordPolicy = policy.Version,
            CreatedAt = now,
        };
        if (id is null)
        {
            await personalData.CreateKey(account.Id, cancellationToken);
        }

        if (username is not null)
        {
            usernames.Take(username, account.Id);
        }

        var created = await users.CreateAsync(account);
        if (!created.Succeeded)
        {
            throw new InvalidOperationException(
                $"The account was not made: {created.Errors.First().Code}."
            );
        }

        audit.Append(AccountEvents.Created, account.Id);
        return account;
    }

    /// <summary>Adds an email address that was confirmed.</summary>
    public async Task AddEmail(Guid accountId, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var now = clock.GetUtcNow();
        database.Add(
            new EmailAddress
            {
                Id = Guid.CreateVersion7(now),
                AccountId = accountId,
                Fingerprint = fingerprints.Of(
                    FingerprintPurpose.Email,
                    EmailAddress.Normalize(address)
                ),
                Address = await personalData.Protect(
                    accountId,
                    AccountFields.Email,
                    address.Trim(),
                    cancellationToken
                ),
                ConfirmedAt = now,
            }
        );
        audit.Append(AccountEvents.EmailConfirmed, accountId);
    }

    /// <summary>Adds a phone that was activated (R21: a number that another account holds fails at the unique index).</summary>
    /// <param name="accountId">Whose it is.</param>
    /// <param name="number">E.164 form.</param>
    /// <param name="receivesTexts">False for a landline.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task AddPhone(
        Guid accountId,
        string number,
        bool receivesTexts,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        database.Add(
            new ActivatedPhone
            {
                Id = Guid.CreateVersion7(now),
                AccountId = accountId,
                Fingerprint = fingerprints.Of(FingerprintPurpose.Phone, number),
                Number = await personalData.Protect(
                    accountId,
                    AccountFields.Phone,
                    number,
                    cancellationToken
                ),
                ReceivesTexts = receivesTexts,
                ActivatedAt = now,
            }
        );
        audit.Append(AccountEvents.PhoneActivated, accountId);
    }

    /// <summary>Records who the person is, once proofed (D13: a taxpayer number that another account holds fails at the unique index).</summary>
    /// <param name="account">The account, loaded in this change.</param>
    /// <param name="person">As proofed.</param>
    /// <param name="taxpayerNumber">Nine digits.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task SetVerified(
        Account account,
        Person person,
        string taxpayerNumber,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(account);
        // A proofing that was withdrawn (D18) left its identity behind; the new one takes its place.
        await database
            .Set<VerifiedIdentity>()
            .Where(identity => identity.AccountId == account.Id)
            .ExecuteDeleteAsync(cancellationToken);
        database.Add(
            new VerifiedIdentity
            {
                AccountId = account.Id,
                Person = await personalData.Protect(
                    account.Id,
                    AccountFields.Person,
                    JsonSerializer.Serialize(person),
                    cancellationToken
                ),
                TaxpayerNumber = await personalData.Protect(
                    account.Id,
                    AccountFields.TaxpayerNumber,
                    taxpayerNumber,
                    cancellationToken
                ),
                TaxpayerNumberFingerprint = fingerprints.Of(
                    FingerprintPurpose.TaxpayerNumber,
                    taxpayerNumber
                ),
            }
        );
        account.VerifiedAt = clock.GetUtcNow();
        audit.Append(AccountEvents.Verified, account.Id);
    }
}
