using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace SecureAccess.Conformance.Browsing;

/// <summary>What a browser shows: the last answer after all redirects.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type, empty when there is none.</param>
/// <param name="Document">The parsed body; empty when it is no HTML.</param>
public sealed record BrowserPage(
    Uri Address,
    int Status,
    string ContentType,
    IHtmlDocument Document
)
{
    /// <summary>Whether it is a page that a person can read.</summary>
    public bool IsPage => ContentType == "text/html" && Words.Length > 0;

    /// <summary>Its words, each run of space as one.</summary>
    public string Words =>
        string.Join(
            ' ',
            (Document.Body?.TextContent ?? "").Split(
                (char[]?)null,
                StringSplitOptions.RemoveEmptyEntries
            )
        );

    /// <summary>The form that is the way on: the first POST form of the main part, or of a page without one.</summary>
    public IHtmlFormElement? MainForm =>
        Document.QuerySelector<IHtmlFormElement>("main form[method=post]")
        ?? Document.QuerySelector<IHtmlFormElement>("form[method=post]");

    /// <summary>Whether that form has a field of this name.</summary>
    public bool Has(string field) => MainForm?.QuerySelector($"[name='{field}']") is not null;

    /// <summary>For messages: status and path, never a query.</summary>
    public override string ToString() =>
        $"{Status} {Address.GetLeftPart(UriPartial.Path)} \"{(Words.Length > 160 ? Words[..160] : Words)}\"";
}
