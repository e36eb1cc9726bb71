using SecureAccess.EndToEnd.Browsing;
using SecureAccess.EndToEnd.Processes;
using Shouldly;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>
/// Accounts over weeks, over real processes with a real browser: letters, merges, a forced change of password, a lost phone. Then both
/// processes are stopped and the tests look at what was seen, at the log and at the database.
/// </summary>
public sealed class LaterWalk : IAsyncLifetime
{
    /// <summary>The tests that look at one walk.</summary>
    public const string Collection = "Later walk";

    private readonly Dictionary<string, Visit> visits = [];
    private readonly List<Exception> broken = [];
    private RunningDemo? demo;

    // Kept when a part breaks off: whoever looks for the reason starts here.
    private static string ProviderLog =>
        Path.Combine(AppContext.BaseDirectory, "broken-later-provider.log");

    /// <summary>The processes; stopped.</summary>
    public RunningDemo Demo =>
        demo ?? throw new InvalidOperationException("The walk did not start.");

    /// <summary>Every address that was requested.</summary>
    public List<string> Requested { get; } = [];

    /// <summary>What axe found on the pages.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Paths of the pages that were examined.</summary>
    public HashSet<string> Examined { get; } = [];

    /// <summary>The codes that were sent or shown.</summary>
    public HashSet<string> Codes { get; } = [];

    /// <summary>The secrets of the apps that were added.</summary>
    public List<string> AppSecrets { get; } = [];

    /// <summary>What was seen at the end of a step. Skips the test where there is no browser.</summary>
    public Visit At(string step)
    {
        RequireBrowser();
        return visits.TryGetValue(step, out var visit)
            ? visit
            : throw new InvalidOperationException(
                $"The walk did not come to '{step}'.",
                broken.FirstOrDefault()
            );
    }

    /// <summary>Skips the calling test where there is no browser; fails it when some part of the walk broke off.</summary>
    public void RequireAll()
    {
        RequireBrowser();
        if (broken.Count > 0)
        {
            throw new InvalidOperationException("A part of the walk broke off.", broken[0]);
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
        await using (var chromium = await Chromium.Start())
        {
            var app = new AppCodes(demo);
            var lives = new BrowserLaterLives(demo, app, visits, AppSecrets);
            await Part("merged", chromium, browser => lives.Merged(browser, Import));
            await Part("username kept", chromium, lives.KeptUsername);
            await Part("forced change", chromium, browser => lives.ForcedChange(browser, Mark));
            await Part("by mail", chromium, lives.ByMail);
            await Part("by app", chromium, lives.ByApp);
            await Part("by voice", chromium, lives.ByVoice);
            await Part("lost phone", chromium, lives.LostPhone);
            Codes.UnionWith(app.Given);
        }

        Codes.UnionWith(demo.Inbox.Codes);
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

    private Task Import() => WithFile(LaterLives.Imported, "import");

    private Task Mark() => WithFile(LaterLives.Maria.Username, "compromised");

    private async Task WithFile(string text, string verb)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text);
            var (code, lines) = await Demo.Run("accounts", verb, file);
            code.ShouldBe(0, string.Join('\n', lines));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task Part(string name, Chromium chromium, Func<PersonsBrowser, Task> walk)
    {
        await using var browser = await chromium.Open(javaScript: true);
        try
        {
            await walk(browser);
        }
        catch (Exception reason)
        {
            broken.Add(
                new InvalidOperationException(
                    $"The part '{name}' broke off at {browser.PathNow} after {string.Join(" → ", browser.Visited)}: {await MainText(browser)}\n(The provider's log is {ProviderLog}.)",
                    reason
                )
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

/// <summary>One walk for the classes that look at it.</summary>
[CollectionDefinition(LaterWalk.Collection)]
public sealed class LaterWalkCollection : ICollectionFixture<LaterWalk>;
