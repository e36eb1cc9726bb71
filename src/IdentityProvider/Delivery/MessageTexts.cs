using System.Globalization;
using System.Resources;

namespace SecureAccess.Delivery;

/// <summary>Renders messages from the resources <c>Delivery/Messages</c>, in the person's language.</summary>
/// <remarks>What a message says about a code (its lifetime) is passed in: the caller read it from the table of codes (D1).</remarks>
public sealed partial class MessageTexts
{
    private static readonly ResourceManager Resources = new(
        "SecureAccess.Delivery.Messages",
        typeof(MessageTexts).Assembly
    );

    /// <summary>R19: the security code, by text or voice call.</summary>
    /// <param name="channel"><see cref="Channel.Text"/> or <see cref="Channel.Voice"/>.</param>
    /// <param name="to">The E.164 number.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="code">The code as shown.</param>
    /// <param name="minutes">Its lifetime.</param>
    /// <param name="expiresAt">Its end.</param>
    public OutgoingMessage SecurityCode(
        Channel channel,
        string to,
        string language,
        string code,
        int minutes,
        DateTimeOffset expiresAt
    )
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return new OutgoingMessage(
            channel,
            to,
            language,
            "",
            string.Format(
                culture,
                Text($"SecurityCode.{channel}", culture),
                Spoken(channel, code),
                minutes
            ),
            code,
            expiresAt
        );
    }

    /// <summary>R16: the confirmation code, by email, as registration begins.</summary>
    /// <param name="to">The email address that it confirms.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="code">The code as shown.</param>
    /// <param name="minutes">Its lifetime.</param>
    /// <param name="expiresAt">Its end.</param>
    public OutgoingMessage ConfirmationCode(
        string to,
        string language,
        string code,
        int minutes,
        DateTimeOffset expiresAt
    )
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return new OutgoingMessage(
            Channel.Email,
            to,
            language,
            Text("ConfirmationCode.Subject", culture),
            string.Format(culture, Text("ConfirmationCode.Body", culture), code, minutes),
            code,
            expiresAt
        );
    }

    /// <summary>D15: the recovery code, by email.</summary>
    /// <param name="to">The confirmed email address.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="code">The code as shown.</param>
    /// <param name="minutes">Its lifetime.</param>
    /// <param name="expiresAt">Its end.</param>
    public OutgoingMessage RecoveryCode(
        string to,
        string language,
        string code,
        int minutes,
        DateTimeOffset expiresAt
    )
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return new OutgoingMessage(
            Channel.Email,
            to,
            language,
            Text("RecoveryCode.Subject", culture),
            string.Format(culture, Text("RecoveryCode.Body", culture), code, minutes),
            code,
            expiresAt
        );
    }

    /// <summary>R17: the activation code, by text or voice call to the phone that it activates.</summary>
    /// <param name="channel"><see cref="Channel.Text"/> or <see cref="Channel.Voice"/>.</param>
    /// <param name="to">The E.164 number.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="code">The code as shown.</param>
    /// <param name="minutes">Its lifetime.</param>
    /// <param name="expiresAt">Its end.</param>
    public OutgoingMessage ActivationCode(
        Channel channel,
        string to,
        string language,
        string code,
        int minutes,
        DateTimeOffset expiresAt
    )
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return new OutgoingMessage(
            channel,
            to,
            language,
            "",
            string.Format(
                culture,
                Text($"ActivationCode.{channel}", culture),
                Spoken(channel, code),
                minutes
            ),
            code,
            expiresAt
        );
    }

    // A voice reads "1, 2, 3" as digits, and "123" as a number.
    private static string Spoken(Channel channel, string code) =>
        channel == Channel.Voice ? string.Join(", ", code.ToCharArray()) : code;

    private static string Text(string key, CultureInfo culture) =>
        Resources.GetString(key, culture)
        ?? throw new MissingManifestResourceException($"Delivery/Messages has no text {key}.");
}
