using System.Globalization;
using System.Resources;

namespace SecureAccess.Delivery;

/// <summary>Renders messages from the resources <c>Delivery/Messages</c>, in the person's language.</summary>
/// <remarks>What a message says about a code (its lifetime) is passed in: the caller read it from the table of codes (D1).</remarks>
public sealed class MessageTexts
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
        // A voice reads "1, 2, 3" as digits, and "123" as a number.
        var shown = channel == Channel.Voice ? string.Join(", ", code.ToCharArray()) : code;
        return new OutgoingMessage(
            channel,
            to,
            language,
            "",
            string.Format(culture, Text($"SecurityCode.{channel}", culture), shown, minutes),
            code,
            expiresAt
        );
    }

    private static string Text(string key, CultureInfo culture) =>
        Resources.GetString(key, culture)
        ?? throw new MissingManifestResourceException($"Delivery/Messages has no text {key}.");
}
