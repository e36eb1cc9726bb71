using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SecureAccess.EndToEnd.Browsing;

/// <summary>One person's browser: its page, every address that it requested, the pages that it came to, and what axe found on them.</summary>
public sealed class PersonsBrowser : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly bool javaScript;
    private readonly ConcurrentQueue<string> requested = new();
    private readonly List<string> visited = [];
    private readonly List<string> violations = [];
    private readonly HashSet<string> examined = [];

    internal PersonsBrowser(IBrowserContext context, IPage page, bool javaScript)
    {
        this.context = context;
        this.javaScript = javaScript;
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
        await Loaded();
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

    /// <summary>Chooses a line of a list of the main part by its value.</summary>
    public async Task Select(string name, string value) =>
        await Page.Locator($"main select[name='{name}']").First.SelectOptionAsync(value);

    /// <summary>
    /// The fields of the way on in their order, type (<c>select-one</c> for a list) by name: of the first POST form of the main part;
    /// hidden and read-only ones are not the person's to fill in.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> MainFields()
    {
        var fields = new OrderedDictionary<string, string>();
        if (!await Has("form[method='post']"))
        {
            return fields;
        }

        var form = Page.Locator("main form[method='post']").First;
        foreach (
            var field in await form.Locator(
                    "input[name]:not([type='hidden']):not([readonly]), select[name]"
                )
                .AllAsync()
        )
        {
            fields[(await field.GetAttributeAsync("name"))!] =
                await field.GetAttributeAsync("type") ?? "select-one";
        }

        return fields;
    }

    /// <summary>Ticks a box by its label: the design system moves the box itself out of sight.</summary>
    public async Task Tick(string name)
    {
        var id = await Attribute($"input[name='{name}']", "id");
        await Page.Locator($"main label[for='{id}']")
            .First.ClickAsync(
                new LocatorClickOptions
                {
                    Position = new Position { X = 10, Y = 10 },
                }
            );
    }

    /// <summary>Presses Tab until the focus is on a field of the main part; for those who have no mouse.</summary>
    /// <param name="name">The field's name.</param>
    /// <exception cref="InvalidOperationException">Tab does not lead to it.</exception>
    public async Task TabTo(string name)
    {
        const int mostTabs = 40;
        for (var i = 0; i < mostTabs; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.Locator($"main [name='{name}']:focus").CountAsync() > 0)
            {
                return;
            }
        }

        throw new InvalidOperationException($"Tab does not lead to {name} at {PathNow}.");
    }

    /// <summary>Types where the focus is.</summary>
    public async Task Type(string text) => await Page.Keyboard.TypeAsync(text);

    /// <summary>Presses Enter and looks at the page that follows, at another address.</summary>
    public async Task PressEnter()
    {
        var before = Page.Url;
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync(now => now != before);
        await Loaded();
        await Look();
    }

    /// <summary>Whether the main part has something like this.</summary>
    public async Task<bool> Has(string selector) =>
        await Page.Locator($"main {selector}").CountAsync() > 0;

    /// <summary>The text of something in the main part, trimmed.</summary>
    public async Task<string> Text(string selector) =>
        (await Page.Locator($"main {selector}").First.InnerTextAsync()).Trim();

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    // The event of a page that loads at once is missed now and then. The page is there all the same, and what follows waits for what it
    // needs of it.
    private async Task Loaded()
    {
        try
        {
            await Page.WaitForLoadStateAsync(
                LoadState.Load,
                new PageWaitForLoadStateOptions { Timeout = 20_000 }
            );
        }
        catch (TimeoutException)
        {
            await Page.Locator("main").First.WaitForAsync();
        }
    }

    private async Task Look()
    {
        visited.Add(PathNow);
        if (!javaScript)
        {
            // axe is a script itself. The same pages are examined in a browser that runs scripts.
            return;
        }

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
