using SecureAccess.EndToEnd.Browsing;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>
/// The whole walk, done once over real processes with a real browser; then both processes are stopped and the tests look at what
/// was seen, at the log and at the database. A part that breaks off leaves what it saw before.
/// </summary>
public sealed class Walk : IAsyncLifetime
{
    private readonly Dictionary<string, Visit> visits = [];
    private readonly Dictionary<string, Exception> broken = [];
    private RunningDemo? demo;

    // Kept when a part breaks off: whoever looks for the reason starts here.
    private static string ProviderLog =>
        Path.Combine(AppContext.BaseDirectory, "broken-walk-provider.log");

    /// <summary>The processes; stopped.</summary>
    public RunningDemo Demo =>
        demo ?? throw new InvalidOperationException("The walk did not start.");

    /// <summary>Every address that a browser or the plain client requested.</summary>
    public List<string> Requested { get; } = [];

    /// <summary>What axe found on the pages.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Paths of the pages that were examined.</summary>
    public HashSet<string> Examined { get; } = [];

    /// <summary>The codes that were entered or sent.</summary>
    public HashSet<string> Codes { get; } = [];

    /// <summary>The tokens that the plain client received, and what it saw.</summary>
    public PlainWalk Plain { get; } = new();

    /// <summary>What was seen at the end of a step. Skips the test where there is no browser.</summary>
    /// <exception cref="InvalidOperationException">The walk broke off earlier; with the reason.</exception>
    public Visit At(string step)
    {
        RequireBrowser();
        return visits.TryGetValue(step, out var visit)
            ? visit
            : throw new InvalidOperationException(
                $"The walk did not come to '{step}'.",
                broken.Values.FirstOrDefault()
            );
    }

    /// <summary>Skips the calling test where there is no browser; fails it when some part of the walk broke off.</summary>
    public void RequireAll()
    {
        RequireBrowser();
        if (broken.Count > 0)
        {
            throw new InvalidOperationException(
                "A part of the walk broke off.",
                broken.Values.First()
            );
        }
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (Chromium.ReasonToSkip is not null)
        {
            return;
        }

        demo = await RunningDemo.Start();
        await using var chromium = await Chromium.Start();
        var app = new AppCodes(demo);
        await Part(
            "browser",
            chromium,
            app,
            new BrowserWalk(demo, new SignInSteps(demo, app), visits).Verified
        );
        await Part(
            "not proofed",
            chromium,
            app,
            new BrowserWalk(demo, new SignInSteps(demo, app), visits).NotProofed
        );
        await Part(
            "bad input",
            chromium,
            app,
            new BrowserWalk(demo, new SignInSteps(demo, app), visits).BadInput
        );
        try
        {
            await Plain.Do(demo);
        }
        catch (Exception reason)
        {
            broken["plain client"] = reason;
        }

        Requested.AddRange(Plain.Requested);
        Codes.UnionWith(demo.Inbox.Codes);
        Codes.UnionWith(app.Given);
        // The outbox erases and the jobs end; then nothing writes any more.
        await Task.Delay(TimeSpan.FromSeconds(1));
        await demo.Stop();
        if (broken.Count > 0)
        {
            await File.WriteAllLinesAsync(ProviderLog, demo.ProviderLines);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (demo is not null)
        {
            await demo.DisposeAsync();
        }
    }

    private static void RequireBrowser() =>
        Assert.SkipWhen(Chromium.ReasonToSkip is not null, Chromium.ReasonToSkip ?? "");

    private async Task Part(
        string name,
        Chromium chromium,
        AppCodes app,
        Func<PersonsBrowser, Task> walk
    )
    {
        await using var browser = await chromium.Open();
        try
        {
            await walk(browser);
        }
        catch (Exception reason)
        {
            broken[name] = new InvalidOperationException(
                $"The part '{name}' broke off at {browser.PathNow} after {string.Join(" → ", browser.Visited)}: {await MainText(browser)}\n(The provider's log is {ProviderLog}.)",
                reason
            );
        }

        Requested.AddRange(browser.Requested);
        Violations.AddRange(browser.Violations);
        Examined.UnionWith(browser.Visited);
    }

    private static async Task<string> MainText(PersonsBrowser browser)
    {
        try
        {
            return await browser.Text("");
        }
        catch (Exception)
        {
            return "(no main part)";
        }
    }
}
