using System.Globalization;
using SecureAccess.Delivery;

namespace SecureAccess.Accounts;

/// <summary>The notices about a password to every address of an account, in the caller's transaction and the reader's language.</summary>
public sealed class PasswordNotices(AccountNotices notices, MessageTexts texts, TimeProvider clock)
{
    /// <summary>The password was changed.</summary>
    public Task Changed(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return notices.Send(
            accountId,
            address => texts.PasswordChanged(address, Language, now, EndOf(now)),
            cancellationToken
        );
    }

    /// <summary>D9: the password was found on a list of those that others know; everything was ended, and it must be changed.</summary>
    public Task Compromised(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return notices.Send(
            accountId,
            address => texts.PasswordCompromised(address, Language, now, EndOf(now)),
            cancellationToken
        );
    }

    /// <summary>D15: "This was not me" was confirmed.</summary>
    public Task Secured(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return notices.Send(
            accountId,
            address => texts.AccountSecured(address, Language, now, EndOf(now)),
            cancellationToken
        );
    }

    // The command line has no reader's language.
    private static string Language =>
        CultureInfo.CurrentUICulture is { Name.Length: > 0 } culture
            ? culture.TwoLetterISOLanguageName
            : "en";

    private static DateTimeOffset EndOf(DateTimeOffset now) => now + DeliveryRules.NoticeLifetime;
}
