using System.Text.Encodings.Web;

namespace SecureAccess.Delivery;

/// <summary>
/// A letter as the page that is printed: on A4 and on US Letter, folded in three, with the address where the window of an envelope
/// is, and the code large.
/// </summary>
public static class LetterPage
{
    /// <summary>How it is laid out. Measured from the top left of the sheet, so that the address is in the window on either paper.</summary>
    public const string StyleSheet = """
        @page { margin: 18mm 20mm; }
        body { color: #000; background: #fff; font: 11pt/1.4 Georgia, "Times New Roman", serif; margin: 0 auto; max-width: 170mm; }
        header { height: 72mm; }
        .from { font-size: 8pt; padding-top: 26mm; text-decoration: underline; }
        address { font-style: normal; padding-top: 3mm; }
        .date { margin: 0 0 8mm; text-align: right; }
        h1 { font-size: 13pt; margin: 0 0 4mm; }
        p { margin: 0 0 3mm; overflow-wrap: anywhere; }
        .code { font: bold 20pt/1.2 "Courier New", monospace; letter-spacing: 0.08em; margin: 4mm 0; text-align: center; }
        section { break-inside: avoid; }
        section + section { border-top: 0.3mm solid #000; margin-top: 7mm; padding-top: 7mm; }
        @media screen { body { margin: 1rem auto; padding: 0 1rem; } }
        """;

    /// <summary>The page as HTML.</summary>
    /// <param name="message">A letter.</param>
    /// <param name="styleSheet">The address of <see cref="StyleSheet"/>; null: it stands in the page itself, which then needs nothing else.</param>
    /// <exception cref="ArgumentException">The message is no letter.</exception>
    public static string Of(OutgoingMessage message, string? styleSheet = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var letter =
            message.Letter ?? throw new ArgumentException("This is no letter.", nameof(message));
        var style = styleSheet is null
            ? $"<style>\n{StyleSheet}\n</style>"
            : $"<link rel=\"stylesheet\" href=\"{Safe(styleSheet)}\">";
        string[] lines = [letter.Recipient.Name, .. letter.Recipient.AddressLines];
        return $"""
            <!DOCTYPE html>
            <html lang="{Safe(message.Language)}">
            <head>
            <meta charset="utf-8">
            <title>{Safe(message.Subject)}</title>
            {style}
            </head>
            <body>
            <header>
            <div class="from">Secure Access</div>
            <address>{string.Join("<br>\n", lines.Select(Safe))}</address>
            </header>
            <p class="date">{Safe(letter.Date)}</p>
            <main>
            {string.Join('\n', letter.Parts.Select(part => Write(part, message.Code)))}
            </main>
            </body>
            </html>

            """;
    }

    private static string Write(LetterPart part, string? code)
    {
        var paragraphs = part.Paragraphs.Select(paragraph =>
            paragraph == code
                ? $"<p class=\"code\">{Safe(paragraph)}</p>"
                : $"<p>{Safe(paragraph)}</p>"
        );
        return $"""
            <section lang="{Safe(part.Language)}">
            <h1>{Safe(part.Headline)}</h1>
            {string.Join('\n', paragraphs)}
            </section>
            """;
    }

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
