using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using SecureAccess.Persistence;
using SecureAccess.Protocol.Signing;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Signing;

[Trait("Engine", "PostgreSql")]
public sealed class DatabaseAwayTests
{
    // What the engine answers while it starts (57P03): the execution strategy repeats it, and at last throws what is no DbException.
    private const string Away = """
        ALTER TABLE "SigningKeys" RENAME TO "SigningKeysThere";
        CREATE FUNCTION away() RETURNS boolean LANGUAGE plpgsql VOLATILE AS
        $$ BEGIN RAISE EXCEPTION 'the database system is starting up' USING ERRCODE = '57P03'; END $$;
        CREATE VIEW "SigningKeys" AS SELECT * FROM "SigningKeysThere" WHERE away();
        """;

    private const string Back = """
        DROP VIEW "SigningKeys";
        DROP FUNCTION away();
        ALTER TABLE "SigningKeysThere" RENAME TO "SigningKeys";
        """;

    // Fails when: a database that is away as the keys are read again ends the server, or keeps it from reading them later.
    [Fact]
    public async Task A_database_that_is_away_does_not_end_the_server()
    {
        await using var ground = await HostGround.Create(Engine.PostgreSql);
        await using var host = await SecureAccessHost.Start(
            new HostWishes
            {
                Engine = Engine.PostgreSql,
                Ground = ground,
                Services = services =>
                {
                    services.AddHostedService<ReloadSigningKeys>();
                    services.ConfigureDbContext<PostgreSqlContext>(options =>
                        options.UseNpgsql(server => server.EnableRetryOnFailure(1))
                    );
                },
            }
        );
        var before = (await KeySet.Of(host)).Ids;
        await Run(host, Away);
        await UntilLogged(host, "could not be read again");
        host.Logs.Lines.ShouldContain(line => line.Contains(RetryLimitExceeded.Name));

        await Run(host, Back);
        await host.Do(services =>
            services.GetRequiredService<SigningKeys>().ReplaceNow(CancellationToken.None)
        );
        for (var i = 0; i < 50 && (await KeySet.Of(host)).Ids.Intersect(before).Any(); i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(100);
        }

        (await KeySet.Of(host)).Ids.Intersect(before).ShouldBeEmpty();
        host.Services.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
    }

    private static readonly Type RetryLimitExceeded =
        typeof(Microsoft.EntityFrameworkCore.Storage.RetryLimitExceededException);

    private static async Task UntilLogged(SecureAccessHost host, string text)
    {
        for (var i = 0; i < 100; i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(100);
            if (host.Logs.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
            {
                return;
            }
        }

        host.Logs.Lines.ShouldContain(line => line.Contains(text));
    }

    private static async Task Run(SecureAccessHost host, string sql)
    {
        await using var connection = new NpgsqlConnection(host.Database.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
