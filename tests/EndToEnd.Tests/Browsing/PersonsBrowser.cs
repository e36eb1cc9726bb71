using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SecureAccess.EndToEnd.Browsing;

/// <summary>One person's browser: its page, every address that it requested, the pages that it came to, and what axe found on them.</summary>
public sealed class PersonsBrowser : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> requested = new();
    private readonly List<string> visited = [];
    private readonly List<string> violations = [];
    private readonly HashSet<string> examined = [];

    internal PersonsBrowser(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        context.Request += (_, request) => requested.Enqueue(request.Url);
    }

    /// <summary>The one tab.</summary>
    public IPage Page { get; }

    /// <summary>Every address requested, redirects included.</summary>
    public IReadOnlyCollection<string> Requested => requested;

    /// <summary>The paths of the pages that stopped here, in order, without the query.</summary>
    public IReadOnlyList<string> Visited => visited;

    /// <summary>What axe found, one line a rule and page.</summary>
    public IReadOnlyList<string> Violations => violations;

    /// <summary>The path of the page that is shown.</summary>
    public string PathNow => new Uri(Page.Url).AbsolutePath;

    /// <summary>Whether the page that is shown is of this site.</summary>
    public bool IsAt(Uri site) => Page.Url.StartsWith(site.AbsoluteUri, StringComparison.Ordinal);

    /// <summary>Opens an address and looks at the page.</summary>
    public async Task Open(Uri address)
    {
        await Page.GotoAsync(address.AbsoluteUri);
        await Look();
    }

    /// <summary>Presses something in the main part and looks at the page that follows.</summary>
    public async Task Press(string selector)
    {
        await Page.Locator($"main {selector}").First.ClickAsync();
        await Page.WaitForLoadStateAsync(LoadState.Load);
        await Look();
    }

    /// <summary>Presses the way on: the main button of the first POST form, else the first button-like link.</summary>
    public async Task GoOn() =>
        await Press(
            await Has("form[method='post']")
                ? "form[method='post'] button[type='submit']"
                : "a.usa-button"
        );

    /// <summary>Chooses one of the radio buttons of a name, by its label: the design system moves the button itself out of sight.</summary>
    public async Task Choose(string name, string value)
    {
        var id = await Attribute($"input[name='{name}'][value='{value}']", "id");
        await Page.Locator($"main label[for='{id}']").First.ClickAsync();
    }

    /// <summary>An attribute of something in the main part; null when it has none.</summary>
    public async Task<string?> Attribute(string selector, string name) =>
        await Page.Locator($"main {selector}").First.GetAttributeAsync(name);

    /// <summary>Fills a field of the main part by its name.</summary>
    public async Task Fill(string name, string value) =>
        await Page.Locator($"main [name='{name}']").First.FillAsync(value);

    /// <summary>Whether the main part has something like this.</summary>
    public async Task<bool> Has(string selector) =>
        await Page.Locator($"main {selector}").CountAsync() > 0;

    /// <summary>The text of something in the main part, trimmed.</summary>
    public async Task<string> Text(string selector) =>
        (await Page.Locator($"main {selector}").First.InnerTextAsync()).Trim();

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private async Task Look()
    {
        visited.Add(PathNow);
        // Once a page and state: the error states have another heading or summary, so the content decides.
        var state = PathNow + await Page.Locator("main").First.InnerTextAsync();
        if (!examined.Add(state))
        {
            return;
        }

        var result = await Page.RunAxe(
            new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions
                {
                    Type = "tag",
                    Values =
                    [
                        "wcag2a",
                        "wcag2aa",
                        "wcag21a",
                        "wcag21aa",
                        "wcag22aa",
                        "best-practice",
                    ],
                },
            }
        );
        violations.AddRange(
            result.Violations.Select(rule =>
                $"{PathNow}: {rule.Id}: {rule.Help}: {string.Join(" | ", rule.Nodes.Select(node => node.Html).Take(3))}"
            )
        );
    }
}
