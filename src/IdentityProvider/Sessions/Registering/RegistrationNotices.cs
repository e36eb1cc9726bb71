using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Proofing;

namespace SecureAccess.Sessions.Registering;

/// <summary>The notices of registration to every address of an account, in the caller's transaction and the reader's language.</summary>
public sealed class RegistrationNotices(
    SecureAccessDbContext database,
    AccountNotices notices,
    AddressOfRecord addresses,
    MessageTexts texts,
    LetterTexts letters,
    Outbox outbox,
    TimeProvider clock
)
{
    /// <summary>
    /// The identity was verified: the end of a registration, or a change of an account that was there before. A letter to the address of
    /// record says so too: whoever registered in another's name has not that one's letter box.
    /// </summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="answers">As the sources confirmed them.</param>
    /// <param name="added">What was bound with it, which an account that was there before is told of too; null: nothing new.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal async Task Verified(
        Guid accountId,
        IdentityAnswers answers,
        FactorProof? added,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var isRegistration = await database
            .Set<Registration>()
            .AnyAsync(registration => registration.Id == accountId, cancellationToken);
        var username = await database
            .Set<Account>()
            .Where(account => account.Id == accountId)
            .Select(account => account.UserName)
            .SingleAsync(cancellationToken);
        await notices.Send(
            accountId,
            address =>
                isRegistration
                    ? texts.Registered(address, Language, username, now, EndOf(now))
                    : texts.IdentityVerified(address, Language, now, EndOf(now)),
            cancellationToken
        );
        if (added is not null && !isRegistration)
        {
            await Added(accountId, added, cancellationToken);
        }

        var to = await addresses.RecipientOf(accountId, answers, cancellationToken);
        outbox.Add(letters.Registered(to, Language, now, EndOf(now)));
    }

    /// <summary>A phone or app was added to an account that was there before, or took the place of a lost one (D15).</summary>
    internal Task Added(Guid accountId, FactorProof added, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return notices.Send(
            accountId,
            address =>
                added is FactorProof.App
                    ? texts.AppAdded(address, Language, now, EndOf(now))
                    : texts.PhoneAdded(address, Language, now, EndOf(now)),
            cancellationToken
        );
    }

    /// <summary>D13: the same person proved the identity for another registration.</summary>
    public async Task AnotherRegistration(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await notices.Send(
            accountId,
            address => texts.RegisteredElsewhere(address, Language, now, EndOf(now)),
            cancellationToken
        );
    }

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private static DateTimeOffset EndOf(DateTimeOffset now) => now + DeliveryRules.NoticeLifetime;
}
