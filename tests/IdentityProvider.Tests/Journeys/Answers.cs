using System.Text.RegularExpressions;
using AngleSharp.Dom;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Journeys;

/// <summary>Answers as they may be compared: all that a stranger sees, but for what is random in every one.</summary>
internal static partial class Answers
{
    /// <summary>Status and headers of every hop, and the last body.</summary>
    /// <param name="browser">Who got it.</param>
    /// <param name="own">What this browser sent itself.</param>
    public static string Comparable(this Browser browser, params string[] own)
    {
        var page = (IDocument)browser.Page.Clone();
        foreach (
            var random in page.QuerySelectorAll("[name='__RequestVerificationToken'], script")
                .ToList()
        )
        {
            random.Remove();
        }

        return own.Aggregate(
            $"{string.Join("\n\n", browser.Hops.Select(HeadOf))}\n{page.DocumentElement.OuterHtml}",
            (text, value) => text.Replace(value, "OWN", StringComparison.Ordinal)
        );
    }

    /// <summary>The statements that an act causes.</summary>
    public static async Task<IReadOnlyList<string>> StatementsOf(
        this SecureAccessHost host,
        Func<Task> act
    )
    {
        host.Sql.Reset();
        await act();
        return host.Sql.Statements;
    }

    private static string HeadOf(HttpResponseMessage hop) =>
        $"{(int)hop.StatusCode}\n"
        + string.Join(
            '\n',
            hop.Headers.Concat(hop.Content.Headers)
                .Where(header => header.Key is not ("Date" or "Content-Security-Policy"))
                .OrderBy(header => header.Key, StringComparer.Ordinal)
                .SelectMany(
                    header =>
                        header.Value.Select(value =>
                            header.Key == "Set-Cookie" ? CookieValue().Replace(value, "=X") : value
                        ),
                    (header, value) => $"{header.Key}: {value}"
                )
        );

    [GeneratedRegex("=[^;]*(?=;|$)", RegexOptions.None, 1000)]
    private static partial Regex CookieValue();
}
