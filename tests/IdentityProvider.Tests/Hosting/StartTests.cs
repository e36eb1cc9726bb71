using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Hosting;

/// <summary>What an operator did wrong is one line and exit code 1, and nothing was applied. Real processes.</summary>
public sealed class StartTests : IDisposable
{
    private const string Clients = """
        [{ "client_id": "tool", "client_name": "Tool", "client_secret": "a secret of a test that is long",
           "redirect_uris": ["http://localhost:5081/tool/callback"], "scope": "openid profile" }]
        """;

    private const string People = """
        [{ "id": "maria", "givenName": "Maria", "familyName": "Lopez", "birthDate": "1984-03-14",
           "taxpayerNumber": "900-12-3456", "filingStatus": "single",
           "address": { "street": "12 Elm St", "city": "Springfield", "state": "IL", "postalCode": "62701", "country": "US" },
           "accounts": [], "phones": [{ "number": "+12025550143", "inName": true, "lineType": "mobile", "business": false, "simChangedHoursAgo": null }],
           "account": { "username": "maria.lopez", "email": "maria@example.org", "password": "correct horse battery", "textTo": "+12025550143" } }]
        """;

    private readonly ProductProcess product = new();

    [Theory]
    [InlineData("Database:Provider", "Mongo")]
    [InlineData("Issuer", "http://example.org/")]
    [InlineData("Hosting:TrustedProxies", "10.0.0.0/8,nonsense")]
    [InlineData("Proofing:Embedded:File", "/no/such/people.json")]
    // Fails when: a bad setting stops no start, or is answered with a stack trace or without its name.
    public async Task A_bad_setting_ends_the_start_with_one_line_that_names_it(
        string name,
        string value
    ) => OneLine(await product.Run(new() { [name] = value })).ShouldStartWith(name);

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: a lost root key is answered with a fresh one over old data.
    public async Task A_lost_root_key_ends_the_start_with_one_line_and_no_fresh_key_is_made()
    {
        (await product.Run([], "clients", "list")).ExitCode.ShouldBe(0);
        var key = Path.Combine(product.Folder, ".data", "root.key");
        File.Delete(key);
        OneLine(await product.Run([])).ShouldStartWith("Keys:RootKeyFile");
        File.Exists(key).ShouldBeFalse();
    }

    [Theory]
    [Trait("Requirement", "D19")]
    [InlineData("k1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("k2 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("not a key at all")]
    // Fails when: the start does not compare the root key with the database, or takes a malformed one.
    public async Task A_wrong_root_key_ends_the_start_with_one_line(string content)
    {
        (await product.Run([], "clients", "list")).ExitCode.ShouldBe(0);
        product.Write(Path.Combine(".data", "root.key"), content + "\n");
        var line = OneLine(await product.Run([]));
        line.ShouldStartWith("Keys:RootKeyFile");
        line.ShouldNotContain("AAAA");
    }

    [Theory]
    [InlineData("[{")]
    [InlineData("""[{ "id": "x", "unknownKey": 1 }]""")]
    // Fails when: a malformed file of people is applied in part, or ends the start with more than a line.
    public async Task A_malformed_file_of_people_ends_the_start_and_nothing_is_applied(
        string people
    )
    {
        var file = product.Write("people.json", people);
        var line = OneLine(
            await product.Run(
                new()
                {
                    ["Proofing:Embedded:File"] = file,
                    ["Clients:File"] = product.Write("clients.json", Clients),
                }
            )
        );
        line.ShouldContain(file);
        (await Count()).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("[{")]
    [InlineData("""[{ "client_id": "tool" }]""")]
    // Fails when: a malformed file of clients is applied in part, or ends the start with more than a line.
    public async Task A_malformed_file_of_clients_ends_the_start_and_nothing_is_applied(
        string clients
    )
    {
        var file = product.Write("clients.json", clients);
        var line = OneLine(
            await product.Run(
                new()
                {
                    ["Clients:File"] = file,
                    ["Proofing:Embedded:File"] = product.Write("people.json", People),
                }
            )
        );
        line.ShouldContain(file);
        (await Count()).ShouldBe((0, 0));
    }

    [Fact]
    [Trait("Requirement", "R24")]
    // Fails when: clients apply is not idempotent, its dry run writes, or clients list does not show what was applied.
    public async Task Clients_are_applied_from_a_file_once_and_a_dry_run_writes_nothing()
    {
        product.Write("clients.json", Clients);
        var dry = await product.Run([], "clients", "apply", "clients.json", "--dry-run");
        (dry.ExitCode, dry.Output.Trim()).ShouldBe((0, "would add: tool"));
        (await Count()).Clients.ShouldBe(0);
        (await product.Run([], "clients", "apply", "clients.json"))
            .Output.Trim()
            .ShouldBe("added: tool");
        (await product.Run([], "clients", "apply", "clients.json"))
            .Output.Trim()
            .ShouldBe("unchanged: tool");
        (await product.Run([], "clients", "list")).Output.ShouldContain(
            "tool: Tool (third-party, confidential, standard)"
        );
    }

    [Fact]
    [Trait("Requirement", "R24")]
    // Fails when: a bad client leaves the ones before it registered, or the refusal is more than a line.
    public async Task A_file_with_one_bad_client_registers_none()
    {
        var file = product.Write(
            "clients.json",
            Clients.TrimEnd().TrimEnd(']') + """, { "client_id": "bad" }]"""
        );
        OneLine(await product.Run([], "clients", "apply", file)).ShouldContain("client 2 (bad)");
        (await Count()).Clients.ShouldBe(0);
    }

    [Fact]
    [Trait("Requirement", "D9")]
    // Fails when: a username is passed over in silence, a second run does it again, or what is no username is repeated.
    public async Task Compromised_passwords_are_marked_line_by_line_and_once()
    {
        (await product.Run([], "database", "migrate")).ExitCode.ShouldBe(0);
        await AddMaria();
        var file = product.Write("list.txt", "Maria.Lopez\n\nnobody.here\npass word!\n");
        var first = await product.Run([], "accounts", "compromised", file);
        first.ExitCode.ShouldBe(1);
        first
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe([
                "line 1: Maria.Lopez: marked",
                "line 3: nobody.here: unknown",
                "line 4: (no username): unknown",
            ]);
        var known = product.Write("known.txt", "maria.lopez\n");
        var second = await product.Run([], "accounts", "compromised", known);
        (second.ExitCode, second.Output.Trim()).ShouldBe(
            (0, "line 1: maria.lopez: marked before, or without a password")
        );
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("accounts", "compromised", "/no/such/list.txt")]
    [InlineData("clients")]
    [InlineData("clients", "apply")]
    [InlineData("clients", "apply", "/no/such/file.json")]
    // Fails when: a command line that says nothing sensible exits with 0, or prints more than a line.
    public async Task A_command_line_that_makes_no_sense_is_answered_with_one_line(
        params string[] arguments
    ) => OneLine(await product.Run([], arguments));

    [Fact]
    // Fails when: config check leaves out a setting, its source, or prints a password.
    public async Task Config_check_prints_every_setting_with_its_source_and_no_secret()
    {
        var outcome = await product.Run(
            new()
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Database:Provider"] = "PostgreSql",
                ["ConnectionStrings:SecureAccess"] =
                    "Host=db;Username=app;Password=very-secret-word",
            },
            "config",
            "check"
        );
        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldNotContain("very-secret-word");
        outcome.Output.ShouldContain("Database:Provider = PostgreSql [environment]");
        outcome.Output.ShouldContain("WRONG: Issuer is not set.");
        outcome.Output.ShouldContain("WRONG: Keys:RootKeyFile is not set.");
        outcome.Output.ShouldContain("WRONG: Proofing:Source is not set.");
        (await product.Run([], "config", "check")).ExitCode.ShouldBe(0);
    }

    public void Dispose() => product.Dispose();

    private static string OneLine(ProductProcess.Outcome outcome)
    {
        outcome.ExitCode.ShouldBe(1, outcome.Output + outcome.Error);
        outcome.Output.ShouldNotContain("   at ");
        return outcome.ErrorLines.ShouldHaveSingleItem();
    }

    private async Task AddMaria()
    {
        await using var context = TestDatabase.Context(Engine.Sqlite, product.Connection);
        context.Add(
            new Account
            {
                Id = Guid.NewGuid(),
                UserName = "maria.lopez",
                NormalizedUserName = "MARIA.LOPEZ",
                PasswordHash = "$none",
                CreatedAt = DateTimeOffset.UnixEpoch,
            }
        );
        await context.SaveChangesAsync();
    }

    private async Task<(int Accounts, int Clients)> Count()
    {
        await using var context = TestDatabase.Context(Engine.Sqlite, product.Connection);
        return (
            await context.Set<Account>().CountAsync(),
            await context.Set<Client>().CountAsync()
        );
    }
}
