using SecureAccess.EndToEnd.Browsing;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>What was seen at the end of one step of a walk.</summary>
/// <param name="Path">The path of the page.</param>
/// <param name="Text">The text of its main part.</param>
/// <param name="AtTool">Whether a tool shows it; else the provider.</param>
/// <param name="Asked">What the provider asked the person for on the way.</param>
/// <param name="Learned">What a tool shows that it learned, by the name of the claim; empty at the provider.</param>
public sealed record Visit(
    string Path,
    string Text,
    bool AtTool,
    IReadOnlyList<string> Asked,
    IReadOnlyDictionary<string, string> Learned
)
{
    /// <summary>One learned value; empty when the tool shows none.</summary>
    public string this[string claim] => Learned.GetValueOrDefault(claim) ?? "";

    /// <summary>Reads the page that the browser shows.</summary>
    public static async Task<Visit> Read(
        PersonsBrowser browser,
        Uri tools,
        IReadOnlyList<string> asked
    )
    {
        var learned = new Dictionary<string, string>();
        foreach (
            var element in await browser
                .Page.Locator("main [data-claim], main [data-userinfo]")
                .AllAsync()
        )
        {
            var name =
                await element.GetAttributeAsync("data-claim")
                ?? "userinfo:" + await element.GetAttributeAsync("data-userinfo");
            learned[name] = (await element.InnerTextAsync()).Trim();
        }

        return new Visit(
            browser.PathNow,
            await browser.Page.Locator("main").First.InnerTextAsync(),
            browser.IsAt(tools),
            asked,
            learned
        );
    }
}
