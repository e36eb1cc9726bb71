using Microsoft.EntityFrameworkCore;
using SecureAccess.Delivery;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>
/// Tells a person of what happened to the account: every security event is mailed to every confirmed address, so that whoever took one
/// of them over cannot hide it from the others.
/// </summary>
public sealed class AccountNotices(
    SecureAccessDbContext database,
    PersonalData personalData,
    MessageTexts texts,
    Outbox outbox,
    IConfiguration configuration
)
{
    /// <summary>The path of the page "This was not me", to which every notice leads (D15); there is no secret in it.</summary>
    public const string NotMePath = "recover/not-me";

    /// <summary>
    /// Hands one message, with the link "This was not me" added (D15), for each confirmed address of the account to the outbox, in the caller's <see cref="StateChange"/>. Addresses
    /// that the change itself adds are among them.
    /// </summary>
    /// <param name="accountId">Whose addresses.</param>
    /// <param name="message">Makes the message to an address.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task Send(
        Guid accountId,
        Func<string, OutgoingMessage> message,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(message);
        var notMe = new Uri(new Uri(configuration["Issuer"]!), NotMePath);
        var saved = await database
            .Set<EmailAddress>()
            .Where(email => email.AccountId == accountId)
            .OrderBy(email => email.ConfirmedAt)
            .Select(email => email.Address)
            .ToListAsync(cancellationToken);
        var added = database
            .ChangeTracker.Entries<EmailAddress>()
            .Where(entry => entry.State is EntityState.Added && entry.Entity.AccountId == accountId)
            .Select(entry => entry.Entity.Address)
            .ToList();
        foreach (var address in saved.Concat(added))
        {
            var to = await personalData.Reveal(
                accountId,
                AccountFields.Email,
                address,
                cancellationToken
            );
            outbox.Add(texts.WithNotMe(message(to), notMe));
        }
    }
}
