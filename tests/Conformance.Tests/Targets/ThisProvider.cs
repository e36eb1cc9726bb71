using SecureAccess.Conformance.RelyingParty;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.Conformance.Targets;

/// <summary>This product as a real process on a free port, with an empty database of its own and the demo's people.</summary>
public sealed class ThisProvider : ITargetSource, IAsyncLifetime
{
    /// <summary>The tests that share it, one after the other.</summary>
    public const string Collection = "this provider";

    private const string Many = "1000";
    private readonly string data = Directory
        .CreateTempSubdirectory("secure-access-conformance-")
        .FullName;
    private readonly HttpClient http = new();
    private RunningProgram? program;
    private ConformanceTarget? target;

    /// <summary>It, ready to be tested.</summary>
    public ConformanceTarget Target =>
        target ?? throw new InvalidOperationException("The provider was not started.");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var party = await ListeningRelyingParty.Start();
        var issuer = new Uri($"http://localhost:{FreePorts.Two().First}/");
        var clients = Path.Combine(data, "clients.json");
        await File.WriteAllTextAsync(clients, ClientsFile.For(party));
        program = RunningProgram.Start(
            "IdentityProvider",
            new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = issuer.AbsoluteUri,
                ["Issuer"] = issuer.AbsoluteUri,
                ["Database__Provider"] = "Sqlite",
                ["ConnectionStrings__SecureAccess"] =
                    $"Data Source={Path.Combine(data, "secureaccess.db")}",
                ["Keys__RootKeyFile"] = Path.Combine(data, "root.key"),
                ["Clients__File"] = clients,
                ["Proofing__Embedded__File"] = DemoPerson.DemoFile,
                // D7 allows ten texts an hour; the modules sign the same few people in more often than that.
                ["Limits__Budgets__sends-per-account"] = Many,
                ["Limits__Budgets__sends-per-number-and-hour"] = Many,
                ["Limits__Budgets__sends-per-number-and-day"] = Many,
                ["Limits__Budgets__sends-per-source"] = Many,
            }
        );
        target = new ConformanceTarget(
            issuer.AbsoluteUri,
            party,
            ClientsFile.Clients,
            [
                .. DemoPerson
                    .All.Where(person => person.Account is { Verified: true })
                    .Select(person => new Person(
                        person.Ready.Username,
                        person.Ready.Password,
                        person.Ready.TextTo
                    )),
            ],
            new SecureAccessSignIn(new Inbox(http, issuer))
        );
        await program.Answers(new Uri(issuer, "health/ready"));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (target is not null)
        {
            await target.DisposeAsync();
        }

        if (program is not null)
        {
            await program.DisposeAsync();
        }

        http.Dispose();
        Directory.Delete(data, recursive: true);
    }
}

/// <summary>Starts this provider once for all its tests.</summary>
[CollectionDefinition(ThisProvider.Collection)]
public sealed class ThisProviderOnce : ICollectionFixture<ThisProvider>;
