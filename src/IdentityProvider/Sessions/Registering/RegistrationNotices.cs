using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Delivery;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Registering;

/// <summary>The notices of registration to every address of an account, in the caller's transaction and the reader's language.</summary>
public sealed class RegistrationNotices(
    SecureAccessDbContext database,
    AccountNotices notices,
    MessageTexts texts,
    TimeProvider clock
)
{
    /// <summary>The identity was verified: the end of a registration, or a change of an account that was there before.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="isNewPhone">Whether a phone was activated with it, which an account that was there before is told of too.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task Verified(Guid accountId, bool isNewPhone, CancellationToken cancellationToken)
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
        if (isNewPhone && !isRegistration)
        {
            await notices.Send(
                accountId,
                address => texts.PhoneAdded(address, Language, now, EndOf(now)),
                cancellationToken
            );
        }
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
