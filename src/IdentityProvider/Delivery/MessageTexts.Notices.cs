using System.Globalization;

namespace SecureAccess.Delivery;

/// <content>
/// Notices: emails that tell of something that happened, those of registering first. They hold no code, no number and nothing of a person but the username. A
/// notice is worth sending for <see cref="DeliveryRules.NoticeLifetime"/>.
/// </content>
public sealed partial class MessageTexts
{
    /// <summary>
    /// D21: instead of a confirmation code, to an address that has an account already. The page that was asked says nothing of it.
    /// </summary>
    /// <param name="to">The email address.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="signIn">Where one signs in.</param>
    /// <param name="expiresAt">When it is not worth sending any more.</param>
    public OutgoingMessage AlreadyRegistered(
        string to,
        string language,
        Uri signIn,
        DateTimeOffset expiresAt
    )
    {
        ArgumentNullException.ThrowIfNull(signIn);
        return Notice(
            "AlreadyRegistered.Subject",
            "AlreadyRegistered.Body",
            to,
            language,
            expiresAt,
            signIn.AbsoluteUri
        );
    }

    /// <summary>Registration is complete; R6: the username is permanent.</summary>
    /// <param name="to">The email address.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="username">The permanent username; null while there is none (D14).</param>
    /// <param name="at">When.</param>
    /// <param name="expiresAt">When it is not worth sending any more.</param>
    public OutgoingMessage Registered(
        string to,
        string language,
        string? username,
        DateTimeOffset at,
        DateTimeOffset expiresAt
    ) =>
        username is null
            ? Notice(
                "Registered.Subject",
                "Registered.BodyWithoutUsername",
                to,
                language,
                expiresAt,
                Instant(at, language)
            )
            : Notice(
                "Registered.Subject",
                "Registered.Body",
                to,
                language,
                expiresAt,
                Instant(at, language),
                username
            );

    /// <summary>The identity of the person was verified, for an account that existed before.</summary>
    /// <inheritdoc cref="PhoneAdded" path="/param" />
    public OutgoingMessage IdentityVerified(
        string to,
        string language,
        DateTimeOffset at,
        DateTimeOffset expiresAt
    ) =>
        Notice(
            "IdentityVerified.Subject",
            "IdentityVerified.Body",
            to,
            language,
            expiresAt,
            Instant(at, language)
        );

    /// <summary>A phone was added for security codes; which one is not said.</summary>
    /// <param name="to">The email address.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="at">When.</param>
    /// <param name="expiresAt">When it is not worth sending any more.</param>
    public OutgoingMessage PhoneAdded(
        string to,
        string language,
        DateTimeOffset at,
        DateTimeOffset expiresAt
    ) =>
        Notice(
            "PhoneAdded.Subject",
            "PhoneAdded.Body",
            to,
            language,
            expiresAt,
            Instant(at, language)
        );

    /// <summary>An authenticator app was added for security codes.</summary>
    /// <inheritdoc cref="PhoneAdded" path="/param" />
    public OutgoingMessage AppAdded(
        string to,
        string language,
        DateTimeOffset at,
        DateTimeOffset expiresAt
    ) =>
        Notice("AppAdded.Subject", "AppAdded.Body", to, language, expiresAt, Instant(at, language));

    /// <summary>
    /// D13: to the older account of a person who proved the identity in another registration. Nothing has moved by that.
    /// </summary>
    /// <inheritdoc cref="PhoneAdded" path="/param" />
    public OutgoingMessage RegisteredElsewhere(
        string to,
        string language,
        DateTimeOffset at,
        DateTimeOffset expiresAt
    ) =>
        Notice(
            "RegisteredElsewhere.Subject",
            "RegisteredElsewhere.Body",
            to,
            language,
            expiresAt,
            Instant(at, language)
        );

    /// <summary>A letter with an activation code was sent (R18); the code is in the letter only.</summary>
    /// <param name="to">The email address.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="signIn">Where one signs in to enter the code.</param>
    /// <param name="until">The end of the code.</param>
    /// <param name="expiresAt">When it is not worth sending any more.</param>
    public OutgoingMessage LetterSent(
        string to,
        string language,
        Uri signIn,
        DateTimeOffset until,
        DateTimeOffset expiresAt
    )
    {
        ArgumentNullException.ThrowIfNull(signIn);
        return Notice(
            "LetterSent.Subject",
            "LetterSent.Body",
            to,
            language,
            expiresAt,
            Instant(until, language),
            signIn.AbsoluteUri
        );
    }

    /// <summary>The code of a letter was not entered yet, and ends soon (R18).</summary>
    /// <param name="to">The email address.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="signIn">Where one signs in to enter the code.</param>
    /// <param name="until">The end of the code, and of the reminder's worth.</param>
    public OutgoingMessage LetterReminder(
        string to,
        string language,
        Uri signIn,
        DateTimeOffset until
    )
    {
        ArgumentNullException.ThrowIfNull(signIn);
        return Notice(
            "LetterReminder.Subject",
            "LetterReminder.Body",
            to,
            language,
            until,
            Instant(until, language),
            signIn.AbsoluteUri
        );
    }

    /// <summary>D15: a notice with the link by which its reader secures the account.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="notMe">The page "This was not me"; there is no secret in the address.</param>
    public OutgoingMessage WithNotMe(OutgoingMessage notice, Uri notMe)
    {
        ArgumentNullException.ThrowIfNull(notice);
        ArgumentNullException.ThrowIfNull(notMe);
        var culture = CultureInfo.GetCultureInfo(notice.Language);
        var link = string.Format(culture, Text("NotMe", culture), notMe.AbsoluteUri);
        return notice with { Body = $"{notice.Body}\n\n{link}" };
    }

    private static OutgoingMessage Notice(
        string subject,
        string body,
        string to,
        string language,
        DateTimeOffset expiresAt,
        params object[] values
    )
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return new OutgoingMessage(
            Channel.Email,
            to,
            language,
            Text(subject, culture),
            string.Format(culture, Text(body, culture), values),
            Code: null,
            expiresAt
        );
    }

    // In UTC, and said so: where the reader is, is not known. Some cultures part the hour by a blank that not every mail program shows.
    private static string Instant(DateTimeOffset at, string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var words = at.UtcDateTime.ToString("f", culture).Replace('\u202f', ' ');
        return string.Format(culture, Text("Instant", culture), words);
    }
}
