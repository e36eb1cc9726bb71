using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Audit;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Clients;

public sealed class ClientsFileTests
{
    private const string Two = """
        [{"client_id":"one","client_secret":"s1","redirect_uris":["https://one.example/cb"]},
         {"client_id":"two","redirect_uris":["https://two.example/cb"]}]
        """;

    // Fails when: applying a file twice changes something, or a change is not seen, not audited or loses a secret.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_file_is_applied_once_and_then_only_what_differs()
    {
        await using var host = await SecureAccessHost.Start();
        var first = await Apply(host, Two);
        first.Added.ShouldBe(["one", "two"]);
        // Made here, shown once, stored as a hash only.
        first.NewSecrets["two"].Length.ShouldBe(43);
        (await Events(host)).ShouldBe(["client.registered", "client.registered"]);
        var before = await Stored(host, "two");
        before.ClientSecret.ShouldBe(ClientSecrets.Hash(first.NewSecrets["two"]));

        var again = await Apply(host, Two);
        again.Unchanged.ShouldBe(["one", "two"]);
        again.NewSecrets.ShouldBeEmpty();
        (await Events(host)).Count.ShouldBe(2);

        var changed = await Apply(
            host,
            Two.Replace("two.example/cb", "two.example/new", StringComparison.Ordinal)
        );
        changed.Changed.ShouldBe(["two"]);
        changed.Unchanged.ShouldBe(["one"]);
        var after = await Stored(host, "two");
        after.RedirectUris.ShouldNotBeNull().ShouldContain("two.example/new");
        after.ClientSecret.ShouldBe(before.ClientSecret);
        (await Events(host)).Last().ShouldBe("client.changed");
    }

    // Fails when: a dry run writes, or says something else than the real one does.
    [Fact]
    public async Task A_dry_run_says_what_would_be_and_changes_nothing()
    {
        await using var host = await SecureAccessHost.Start();
        (await Apply(host, Two, dryRun: true)).Added.ShouldBe(["one", "two"]);
        (await List(host)).ShouldBeEmpty();
        await Apply(host, Two);
        (await Apply(host, Two, dryRun: true)).Unchanged.ShouldBe(["one", "two"]);
        (await List(host)).Select(client => client.ClientId).ShouldBe(["one", "two"]);
    }

    // Fails when: a bad file is applied in part, or its line does not say where and what.
    [Theory]
    [Trait("Requirement", "R24")]
    [InlineData(
        """[{"client_id":"one","redirect_uris":["https://one.example/cb"]},{"client_id":"two","redirect_uris":["https://two.example/cb#x"]}]""",
        "client 2 (two): redirect_uris[0] must not have a fragment"
    )]
    [InlineData(
        """[{"client_id":"one","redirect_uris":["https://one.example/cb"]},{"client_id":"one","redirect_uris":["https://one.example/cb"]}]""",
        "client 2 (one): client_id"
    )]
    [InlineData(
        """[{"client_id":"one","redirect_uris":["https://one.example/cb"],"profile":"fapi2"}]""",
        "client 1 (one): profile fapi2 is not supported yet"
    )]
    [InlineData(
        """[{"client_id":"one","redirect_uris":["https://one.example/cb"],"redirects":[]}]""",
        "client 1 (one): redirects"
    )]
    [InlineData("[\n {\"client_id\": nonsense}]", "line 2, position 17")]
    [InlineData("{}", "must be a list of clients")]
    [InlineData("", "line 1, position 1")]
    [InlineData("[7]", "client 1: client must be an object")]
    [InlineData(
        """[{"client_id":"one","client_id":"two"}]""",
        "not JSON, or an object names something twice"
    )]
    public async Task A_bad_file_is_one_line_and_nothing_is_applied(string json, string line)
    {
        await using var host = await SecureAccessHost.Start();
        var file = await Write(json);
        var refused = (
            await Result(host, file, dryRun: false)
        ).ShouldBeOfType<ClientsApplyResult.Refused>();
        refused.Error.ShouldStartWith(file + ": ");
        refused.Error.ShouldContain(line);
        refused.Error.ShouldNotContain("\n");
        (await List(host)).ShouldBeEmpty();
    }

    // Fails when: a file that is not there is an exception.
    [Fact]
    public async Task A_missing_file_is_one_line()
    {
        await using var host = await SecureAccessHost.Start();
        (await Result(host, "/nowhere/clients.json", dryRun: false))
            .ShouldBeOfType<ClientsApplyResult.Refused>()
            .Error.ShouldBe("/nowhere/clients.json: the file cannot be read.");
    }

    private static async Task<ClientsApplyResult.Applied> Apply(
        SecureAccessHost host,
        string json,
        bool dryRun = false
    )
    {
        var result = await Result(host, await Write(json), dryRun);
        return result.ShouldBeOfType<ClientsApplyResult.Applied>(
            (result as ClientsApplyResult.Refused)?.Error
        );
    }

    private static Task<ClientsApplyResult> Result(
        SecureAccessHost host,
        string file,
        bool dryRun
    ) =>
        host.Do(services =>
            services.GetRequiredService<ClientsFile>().Apply(file, dryRun, CancellationToken.None)
        );

    private static Task<IReadOnlyList<ListedClient>> List(SecureAccessHost host) =>
        host.Do(services =>
            services.GetRequiredService<ClientsFile>().List(CancellationToken.None)
        );

    private static Task<List<string>> Events(SecureAccessHost host) =>
        host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<AuditEvent>()
                .Where(audit => audit.Type.StartsWith("client."))
                .OrderBy(audit => audit.Id)
                .Select(audit => audit.Type)
                .ToListAsync()
        );

    private static Task<Client> Stored(SecureAccessHost host, string id) =>
        host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<Client>()
                .AsNoTracking()
                .SingleAsync(client => client.ClientId == id)
        );

    private static async Task<string> Write(string json)
    {
        var file = Path.Combine(
            Directory.CreateTempSubdirectory("secureaccess-clients-").FullName,
            "clients.json"
        );
        await File.WriteAllTextAsync(file, json);
        return file;
    }
}
