using Microsoft.Playwright;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Browsing;

/// <summary>The browser that is installed on this machine, headless.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // The first is the same browser without its windows: it needs a third less time.
    private static readonly string[] Names =
    [
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];

    // As root there is no sandbox; the rest keeps the browser from asking the outside for anything.
    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// <summary>The program, or null where none of the usual names is on the path.</summary>
    public static string? Program { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    /// <summary>Why tests with a browser are skipped here; null when they run (or must fail).</summary>
    public static string? ReasonToSkip =>
        Program is null && !Required.Has("browser")
            ? "No Chromium or Chrome is on this machine's path."
            : null;

    /// <summary>Starts it.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static async Task<Chromium> Start()
    {
        var program =
            Program
            ?? throw new InvalidOperationException(
                "SECUREACCESS_REQUIRE has 'browser', but no Chromium or Chrome is on the path."
            );
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = program,
                Headless = true,
                Args = Flags,
            }
        );
        return new Chromium(playwright, browser);
    }

    /// <summary>A person's browser: cookies of its own.</summary>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="javaScript">False for a browser without JavaScript.</param>
    public async Task<PersonsBrowser> Open(int width = 1280, bool javaScript = true)
    {
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                JavaScriptEnabled = javaScript,
                Locale = "en-US",
            }
        );
        context.SetDefaultTimeout(60_000);
        return new PersonsBrowser(context, await context.NewPageAsync(), javaScript);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
