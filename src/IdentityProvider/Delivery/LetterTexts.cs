using System.Globalization;
using System.Resources;

namespace SecureAccess.Delivery;

/// <summary>What a letter with an activation code is for.</summary>
public enum LetterPurpose
{
    /// <summary>R15, R18: to go on with a registration.</summary>
    Registration,

    /// <summary>D15: to replace a lost phone.</summary>
    Recovery,
}

/// <summary>
/// Renders letters from the resources <c>Delivery/Letters</c>: in every language, the reader's first, because nobody can ask a letter for
/// another one. The recipient stands on it; what else is known of the person does not.
/// </summary>
public sealed class LetterTexts
{
    private static readonly string[] Languages = ["en-US", "es"];

    private static readonly ResourceManager Resources = new(
        "SecureAccess.Delivery.Letters",
        typeof(LetterTexts).Assembly
    );

    /// <summary>R18: the activation code by mail.</summary>
    /// <param name="to">The person at the address of record.</param>
    /// <param name="language">BCP 47 tag of the reader's language.</param>
    /// <param name="purpose">What the code is for.</param>
    /// <param name="code">The code as shown.</param>
    /// <param name="days">Its lifetime.</param>
    /// <param name="enterAt">Where one signs in to enter it; it holds no secret.</param>
    /// <param name="sentAt">When it was written.</param>
    /// <param name="expiresAt">The end of the code.</param>
    public OutgoingMessage ActivationCode(
        LetterRecipient to,
        string language,
        LetterPurpose purpose,
        string code,
        int days,
        Uri enterAt,
        DateTimeOffset sentAt,
        DateTimeOffset expiresAt
    )
    {
        ArgumentNullException.ThrowIfNull(enterAt);
        return Write(
            to,
            language,
            sentAt,
            expiresAt,
            code,
            culture => new LetterPart(
                culture.Name,
                Text("Code.Headline", culture),
                [
                    Text($"Code.{purpose}", culture),
                    Text("Code.Is", culture),
                    code,
                    Text("Code.Until", culture, days, Instant(expiresAt, culture)),
                    Text($"Where.{purpose}", culture, enterAt.AbsoluteUri),
                    Text("Code.NobodyAsks", culture),
                    Text("Code.NotYou", culture),
                ]
            )
        );
    }

    /// <summary>To the address of record after every registration: whoever registered in another's name cannot hide it. It holds no code.</summary>
    /// <param name="to">The person at the address of record.</param>
    /// <param name="language">BCP 47 tag of the reader's language.</param>
    /// <param name="at">When the identity was verified.</param>
    /// <param name="expiresAt">When it is not worth sending any more.</param>
    public OutgoingMessage Registered(
        LetterRecipient to,
        string language,
        DateTimeOffset at,
        DateTimeOffset expiresAt
    ) =>
        Write(
            to,
            language,
            at,
            expiresAt,
            code: null,
            culture => new LetterPart(
                culture.Name,
                Text("Registered.Headline", culture),
                [
                    Text("Registered.What", culture, Instant(at, culture)),
                    Text("Registered.You", culture),
                    Text("Registered.NotYou", culture),
                ]
            )
        );

    private static OutgoingMessage Write(
        LetterRecipient to,
        string language,
        DateTimeOffset at,
        DateTimeOffset expiresAt,
        string? code,
        Func<CultureInfo, LetterPart> write
    )
    {
        ArgumentNullException.ThrowIfNull(to);
        var cultures = InOrder(language);
        var parts = cultures.Select(write).ToList();
        var date = at.UtcDateTime.ToString("D", cultures[0]);
        string[] head = [to.Name, .. to.AddressLines, "", date];
        var body = string.Join(
            "\n\n\n",
            parts.Select(part => string.Join("\n\n", [part.Headline, .. part.Paragraphs]))
        );
        return new OutgoingMessage(
            Channel.Letter,
            to.To,
            cultures[0].Name,
            parts[0].Headline,
            $"{string.Join('\n', head)}\n\n{body}",
            code,
            expiresAt,
            new PrintedLetter(to, date, parts)
        );
    }

    private static List<CultureInfo> InOrder(string language)
    {
        var first = CultureInfo.GetCultureInfo(language).TwoLetterISOLanguageName;
        return
        [
            .. Languages
                .Select(CultureInfo.GetCultureInfo)
                .OrderByDescending(culture => culture.TwoLetterISOLanguageName == first),
        ];
    }

    // In UTC, and said so: where the reader is, is not known.
    private static string Instant(DateTimeOffset at, CultureInfo culture) =>
        Text("Instant", culture, at.UtcDateTime.ToString("f", culture).Replace('\u202f', ' '));

    private static string Text(string key, CultureInfo culture, params object[] values)
    {
        var text =
            Resources.GetString(key, culture)
            ?? throw new MissingManifestResourceException($"Delivery/Letters has no text {key}.");
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }
}
