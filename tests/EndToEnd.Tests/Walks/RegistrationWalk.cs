using SecureAccess.EndToEnd.Browsing;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>
/// Registrations over real processes, with people of a file of its own: with plain forms, and where there is one in a real browser. Then
/// both processes are stopped and the tests look at what was seen, at the log and at the database. A part that breaks off leaves what
/// it saw before.
/// </summary>
public sealed class RegistrationWalk : IAsyncLifetime
{
    /// <summary>The tests that look at one walk.</summary>
    public const string Collection = "Registration walk";

    private readonly Dictionary<string, Visit> visits = [];
    private readonly Dictionary<string, PlainRegistration> plain = [];
    private readonly List<Exception> broken = [];
    private RunningDemo? demo;

    // Kept when a part breaks off: whoever looks for the reason starts here.
    private static string ProviderLog =>
        Path.Combine(AppContext.BaseDirectory, "broken-registration-provider.log");

    /// <summary>The pages of a registration from nothing, in order.</summary>
    public static IReadOnlyList<string> WholeWay { get; } =
    [
        "/register",
        "/register/email",
        "/register/code",
        "/register/account",
        "/verify/identity",
        "/verify/financial-account",
        "/verify/review",
        "/verify/phone",
        "/verify/code",
        "/register/done",
    ];

    /// <summary>The processes; stopped.</summary>
    public RunningDemo Demo =>
        demo ?? throw new InvalidOperationException("The walk did not start.");

    /// <summary>Everyone who typed something.</summary>
    public IReadOnlyList<Registrant> Registrants { get; } = Walks.Registrants.All;

    /// <summary>Every address that was requested.</summary>
    public List<string> Requested { get; } = [];

    /// <summary>What axe found on the pages.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Paths of the pages that were visited with scripts, and so examined.</summary>
    public HashSet<string> Examined { get; } = [];

    /// <summary>Paths of the pages that were visited without scripts.</summary>
    public HashSet<string> WithoutScripts { get; } = [];

    /// <summary>The codes that were sent or shown.</summary>
    public HashSet<string> Codes { get; } = [];

    /// <summary>The secrets of the apps that were added.</summary>
    public List<string> AppSecrets { get; } = [];

    /// <summary>How the registration with plain forms of this person ended.</summary>
    public PlainRegistration PlainOf(string person) =>
        plain.TryGetValue(person, out var registration)
            ? registration
            : throw new InvalidOperationException(
                $"The walk did not come to '{person}'.",
                broken.FirstOrDefault()
            );

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
        var people = InventedPeople.Write();
        try
        {
            demo = await RunningDemo.Start(people);
            await WithForms(demo);
            if (Chromium.ReasonToSkip is null)
            {
                await WithBrowser(demo);
            }

            Codes.UnionWith(demo.Inbox.Codes);
            // The outbox erases and the jobs end; then nothing writes any more.
            await Task.Delay(TimeSpan.FromSeconds(1));
            await demo.Stop();
        }
        finally
        {
            File.Delete(people);
        }

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

    private async Task WithForms(RunningDemo demo)
    {
        var registrations = new PlainRegistrations(demo, Requested);
        foreach (var stranger in Walks.Registrants.Strangers)
        {
            await Plain(stranger.Person.Id, () => registrations.Do(stranger));
        }

        foreach (var (id, person) in Walks.Registrants.Failing)
        {
            var end =
                id is "frozen-record" || id.Contains("card") || id.Contains("express")
                    ? "/verify/not-confirmed"
                    : "/verify/letter";
            await Plain(id, () => registrations.Do(person, end));
        }
    }

    private async Task Plain(string name, Func<Task<PlainRegistration>> registration)
    {
        try
        {
            plain[name] = await registration();
        }
        catch (Exception reason)
        {
            broken.Add(
                new InvalidOperationException(
                    $"The registration of '{name}' broke off after {Requested.LastOrDefault()}.",
                    reason
                )
            );
        }
    }

    private async Task WithBrowser(RunningDemo demo)
    {
        await using var chromium = await Chromium.Start();
        var app = new AppCodes(demo);
        var walk = new BrowserRegistration(demo, app, visits, AppSecrets);
        await Part("without scripts", chromium, walk.WithoutScripts, javaScript: false);
        await Part("with scripts", chromium, walk.WithScripts);
        await Part("from identity needed", chromium, walk.FromIdentityNeeded);
        await Part("keeping a username", chromium, walk.KeepingUsername);
        await Part("once more", chromium, walk.OnceMore);
        await Part("by keyboard", chromium, walk.ByKeyboard);
        await Part("errors", chromium, new RegistrationErrors(demo, visits).Do);
        Codes.UnionWith(app.Given);
    }

    private async Task Part(
        string name,
        Chromium chromium,
        Func<PersonsBrowser, Task> walk,
        bool javaScript = true
    )
    {
        await using var browser = await chromium.Open(javaScript: javaScript);
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
        (javaScript ? Examined : WithoutScripts).UnionWith(browser.Visited);
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
[CollectionDefinition(RegistrationWalk.Collection)]
public sealed class RegistrationWalkCollection : ICollectionFixture<RegistrationWalk>;
