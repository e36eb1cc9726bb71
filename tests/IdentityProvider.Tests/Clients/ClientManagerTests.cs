using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Clients;

public abstract class ClientManagerCases
{
    private protected abstract Engine Engine { get; }

    // Fails when: an id that no client can have is asked of the database, which may fail at it: PostgreSQL at a NUL.
    [Fact]
    [Trait("Threat", "Client-impersonation")]
    public async Task An_id_that_no_client_can_have_is_not_looked_for()
    {
        await using var host = await SecureAccessHost.Start(new HostWishes { Engine = Engine });
        await host.AddClients(
            """[{"client_id":"tool","client_secret":"s","grant_types":["client_credentials"]}]"""
        );
        await host.Do(async services =>
        {
            var clients = services.GetRequiredService<ClientManager>();
            (await clients.FindByClientIdAsync("tool")).ShouldNotBeNull();
            host.Sql.Reset();
            foreach (
                var id in (string[])
                    [
                        "",
                        " ",
                        "tool ",
                        "to\0ol",
                        "to\nol",
                        "to\u007fol",
                        "tööl",
                        "\ud800",
                        new('t', ClientIdRules.Longest + 1),
                    ]
            )
            {
                (await clients.FindByClientIdAsync(id)).ShouldBeNull();
            }

            host.Sql.Statements.ShouldBeEmpty();
            (await clients.FindByClientIdAsync("TOOL")).ShouldBeNull();
        });
    }
}

[Trait("Engine", "Sqlite")]
public sealed class ClientManagerOnSqliteTests : ClientManagerCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class ClientManagerOnPostgreSqlTests : ClientManagerCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}
