using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Persistence;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.SqlServer)]
    [InlineData(Engine.PostgreSql)]
    // Fails when: the model was changed without deploy/scripts/make-migrations.sh.
    public async Task The_migrations_of_every_engine_agree_with_the_model(Engine engine)
    {
        // No server is needed to compare.
        await using var context = TestDatabase.Context(
            engine,
            engine == Engine.Sqlite ? "Data Source=:memory:" : ""
        );
        context.Database.HasPendingModelChanges().ShouldBeFalse();
        context.Database.GetMigrations().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    // Fails when: a migration does not run on this engine, or makes other tables than the model names.
    public async Task The_migrations_make_the_tables_of_the_model(Engine engine)
    {
        await using var database = await TestDatabase.CreateEmpty(engine);
        await using var context = database.Context();
        await context.Database.MigrateAsync();
        await context.Database.MigrateAsync();
        foreach (
            var table in context
                .Model.GetEntityTypes()
                .Select(type => type.GetTableName())
                .Distinct()
        )
        {
            var count = $"SELECT COUNT(*) FROM \"{table}\"";
            await context.Database.ExecuteSqlRawAsync(count);
        }
    }

    [Fact]
    // Fails when: the embedded engine's connections are opened without foreign keys, or writers do not wait.
    public async Task Connections_of_the_embedded_engine_wait_and_hold_foreign_keys()
    {
        await using var database = await TestDatabase.Create(Engine.Sqlite);
        await using var context = database.Context();
        await context.Database.OpenConnectionAsync();
        (await Pragma("foreign_keys")).ShouldBe(1);
        (await Pragma("busy_timeout")).ShouldBeGreaterThanOrEqualTo(5000);

        async Task<long> Pragma(string name)
        {
            await using var command = new SqliteCommand(
                $"PRAGMA {name}",
                (SqliteConnection)context.Database.GetDbConnection()
            );
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }
}
