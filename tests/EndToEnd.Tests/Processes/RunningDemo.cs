using System.Net.Http.Json;
using System.Text.Json;

namespace SecureAccess.EndToEnd.Processes;

/// <summary>
/// The provider and the sample tools as real processes on free ports, with the demo's people and clients and a data folder of
/// their own. The provider logs at Trace.
/// </summary>
public sealed class RunningDemo : IAsyncDisposable
{
    private readonly HttpClient http = new();
    private readonly string data;
    private readonly string people;
    private RunningProgram? provider;
    private RunningProgram? tools;

    private RunningDemo(string data, string people, int providerPort, int toolsPort)
    {
        this.data = data;
        this.people = people;
        Provider = new Uri($"http://localhost:{providerPort}/");
        Tools = new Uri($"http://localhost:{toolsPort}/");
        Inbox = new Inbox(http, Provider);
    }

    /// <summary>The provider's address, which is its issuer.</summary>
    public Uri Provider { get; }

    /// <summary>The address of the sample tools.</summary>
    public Uri Tools { get; }

    /// <summary>The development inbox.</summary>
    public Inbox Inbox { get; }

    /// <summary>The file of the embedded database.</summary>
    public string Database => Path.Combine(data, "secureaccess.db");

    /// <summary>Every line that the provider wrote.</summary>
    public IReadOnlyList<string> ProviderLines => provider?.Lines ?? [];

    /// <summary>Every line that the tools wrote.</summary>
    public IReadOnlyList<string> ToolLines => tools?.Lines ?? [];

    /// <summary>Starts both and waits until they answer.</summary>
    /// <param name="people">A file of people other than the demo's.</param>
    public static async Task<RunningDemo> Start(string? people = null)
    {
        var (first, second) = FreePorts.Two();
        var demo = new RunningDemo(
            Directory.CreateTempSubdirectory("secure-access-").FullName,
            people ?? DemoPerson.DemoFile,
            first,
            second
        );
        try
        {
            await demo.StartPrograms();
            return demo;
        }
        catch
        {
            await demo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a verb of the provider on the same database, beside the running server.</summary>
    /// <returns>The exit code, and what it wrote.</returns>
    public async Task<(int Code, IReadOnlyList<string> Lines)> Run(params string[] verb)
    {
        await using var program = RunningProgram.Start(
            "IdentityProvider",
            new Dictionary<string, string>(ProviderSettings(Clients))
            {
                ["Logging__LogLevel__Default"] = "Warning",
            },
            verb
        );
        return await program.Ended();
    }

    /// <summary>Moves the clocks of both processes forward.</summary>
    public async Task Advance(int seconds)
    {
        foreach (var address in new[] { Provider, Tools })
        {
            using var answer = await http.PostAsJsonAsync(
                new Uri(address, "dev/clock"),
                new { advanceSeconds = seconds }
            );
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>The provider's clock.</summary>
    public async Task<DateTimeOffset> Now()
    {
        var clock = await http.GetFromJsonAsync<JsonElement>(new Uri(Provider, "dev/clock"));
        return clock.GetProperty("now").GetDateTimeOffset();
    }

    /// <summary>Ends both processes; the database stays until the demo is disposed of.</summary>
    public async Task Stop()
    {
        if (tools is not null)
        {
            await tools.DisposeAsync();
        }

        if (provider is not null)
        {
            await provider.DisposeAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Stop();
        http.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private string Clients => Path.Combine(data, "clients.json");

    private async Task StartPrograms()
    {
        var text = await File.ReadAllTextAsync(Repository.At("deploy", "demo", "clients.json"));
        await File.WriteAllTextAsync(
            Clients,
            text.Replace("http://localhost:5081/", Tools.AbsoluteUri, StringComparison.Ordinal)
        );
        provider = RunningProgram.Start("IdentityProvider", ProviderSettings(Clients));
        tools = RunningProgram.Start(
            "SampleRelyingParty",
            new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = Tools.AbsoluteUri,
                ["Provider__Issuer"] = Provider.AbsoluteUri,
                ["Clients__File"] = Clients,
            }
        );
        await provider.Answers(new Uri(Provider, "health/ready"));
        await tools.Answers(Tools);
    }

    private Dictionary<string, string> ProviderSettings(string clients) =>
        new()
        {
            ["ASPNETCORE_URLS"] = Provider.AbsoluteUri,
            ["Issuer"] = Provider.AbsoluteUri,
            ["Database__Provider"] = "Sqlite",
            ["ConnectionStrings__SecureAccess"] = $"Data Source={Database}",
            ["Keys__RootKeyFile"] = Path.Combine(data, "root.key"),
            ["Clients__File"] = clients,
            ["Proofing__Embedded__File"] = people,
            ["Logging__LogLevel__Default"] = "Trace",
            ["Logging__LogLevel__Microsoft"] = "Trace",
            ["Logging__LogLevel__Microsoft.AspNetCore"] = "Trace",
            ["Logging__LogLevel__Microsoft.EntityFrameworkCore"] = "Trace",
            ["Logging__LogLevel__System"] = "Trace",
            ["Logging__LogLevel__OpenIddict"] = "Trace",
            ["Logging__LogLevel__SecureAccess"] = "Trace",
        };
}
