namespace SecureAccess.Delivery;

/// <content>Notices of what happened to an account that was there before: joins, recoveries, passwords (D9, D13–D15).</content>
public sealed partial class MessageTexts
{
    /// <summary>D14: an e-Services account and a Secure Access account were joined.</summary>
    /// <param name="to">The email address.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="username">The username from now on.</param>
    /// <param name="at">When.</param>
    /// <param name="expiresAt">When it is not worth sending any more.</param>
    public OutgoingMessage AccountsMerged(
        string to,
        string language,
        string username,
        DateTimeOffset at,
        DateTimeOffset expiresAt
    ) =>
        Notice(
            "AccountsMerged.Subject",
            "AccountsMerged.Body",
            to,
            language,
            expiresAt,
            Instant(at, language),
            username
        );

    /// <summary>D13: two accounts of one person were joined.</summary>
    /// <inheritdoc cref="AccountsMerged" path="/param" />
    public OutgoingMessage AccountsJoined(
        string to,
        string language,
        string? username,
        DateTimeOffset at,
        DateTimeOffset expiresAt
    ) =>
        Notice(
            "AccountsJoined.Subject",
            username is null ? "AccountsJoined.BodyWithoutUsername" : "AccountsJoined.Body",
            to,
            language,
            expiresAt,
            Instant(at, language),
            username ?? ""
        );

    /// <summary>D15: the forgotten username, to who asked for it.</summary>
    /// <param name="to">The confirmed email address.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="username">The username; null while there is none (D14).</param>
    /// <param name="signIn">Where one signs in.</param>
    /// <param name="expiresAt">When it is not worth sending any more.</param>
    public OutgoingMessage UsernameReminder(
        string to,
        string language,
        string? username,
        Uri signIn,
        DateTimeOffset expiresAt
    )
    {
        ArgumentNullException.ThrowIfNull(signIn);
        return username is null
            ? Notice(
                "UsernameReminder.Subject",
                "UsernameReminder.BodyWithoutUsername",
                to,
                language,
                expiresAt,
                signIn.AbsoluteUri
            )
            : Notice(
                "UsernameReminder.Subject",
                "UsernameReminder.Body",
                to,
                language,
                expiresAt,
                signIn.AbsoluteUri,
                username
            );
    }

    /// <summary>D15, D21: to an address that has no account, where a username or a recovery code was asked for.</summary>
    /// <param name="to">The email address.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="register">Where one registers.</param>
    /// <param name="expiresAt">When it is not worth sending any more.</param>
    public OutgoingMessage NoAccount(
        string to,
        string language,
        Uri register,
        DateTimeOffset expiresAt
    )
    {
        ArgumentNullException.ThrowIfNull(register);
        return Notice(
            "NoAccount.Subject",
            "NoAccount.Body",
            to,
            language,
            expiresAt,
            register.AbsoluteUri
        );
    }

    /// <summary>D15: a letter's code was accepted in place of a lost phone or app: the old ones no longer count.</summary>
    /// <inheritdoc cref="PhoneAdded" path="/param" />
    public OutgoingMessage FactorsRemoved(
        string to,
        string language,
        DateTimeOffset at,
        DateTimeOffset expiresAt
    ) =>
        Notice(
            "FactorsRemoved.Subject",
            "FactorsRemoved.Body",
            to,
            language,
            expiresAt,
            Instant(at, language)
        );

    /// <summary>D15: "This was not me" was confirmed: everything was ended.</summary>
    /// <inheritdoc cref="PhoneAdded" path="/param" />
    public OutgoingMessage AccountSecured(
        string to,
        string language,
        DateTimeOffset at,
        DateTimeOffset expiresAt
    ) =>
        Notice(
            "AccountSecured.Subject",
            "AccountSecured.Body",
            to,
            language,
            expiresAt,
            Instant(at, language)
        );

    /// <summary>R7, D15: the password was changed.</summary>
    /// <inheritdoc cref="PhoneAdded" path="/param" />
    public OutgoingMessage PasswordChanged(
        string to,
        string language,
        DateTimeOffset at,
        DateTimeOffset expiresAt
    ) =>
        Notice(
            "PasswordChanged.Subject",
            "PasswordChanged.Body",
            to,
            language,
            expiresAt,
            Instant(at, language)
        );

    /// <summary>D9: the password is on a list of those that others know.</summary>
    /// <inheritdoc cref="PhoneAdded" path="/param" />
    public OutgoingMessage PasswordCompromised(
        string to,
        string language,
        DateTimeOffset at,
        DateTimeOffset expiresAt
    ) =>
        Notice(
            "PasswordCompromised.Subject",
            "PasswordCompromised.Body",
            to,
            language,
            expiresAt,
            Instant(at, language)
        );
}
