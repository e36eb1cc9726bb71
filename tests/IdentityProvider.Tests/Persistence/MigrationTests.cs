using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SecureAccess.Persistence;
using SecureAccess.Sessions;
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

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    // Fails when: the version that tells clients of expired sessions tells them of those that ran out long before it, or ends one that lives.
    public async Task Sessions_that_had_run_out_have_ended_after_the_migration(Engine engine)
    {
        await using var database = await TestDatabase.CreateEmpty(engine);
        await using var context = database.Context();
        var migrator = context.GetService<IMigrator>();
        await migrator.MigrateAsync("LettersMergesRecovery");
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        const long Minute = 60_000;
        var account = Guid.NewGuid();
        await context.Database.ExecuteSqlAsync(
            $"INSERT INTO \"Accounts\" (\"Id\", \"CreatedAt\") VALUES ({account}, {now})"
        );
        await Add("idle", seen: now - (31 * Minute), expires: now + (600 * Minute));
        await Add("old", seen: now - Minute, expires: now - Minute);
        await Add("lives", seen: now - (20 * Minute), expires: now + (600 * Minute));

        await migrator.MigrateAsync();

        var ended = await context
            .Set<Session>()
            .AsNoTracking()
            .ToDictionaryAsync(session => session.Sid, session => session.EndedAt);
        ended["idle"]!.Value.ToUnixTimeMilliseconds().ShouldBe(now - Minute);
        ended["old"]!.Value.ToUnixTimeMilliseconds().ShouldBe(now - Minute);
        ended["lives"].ShouldBeNull();

        Task Add(string sid, long seen, long expires) =>
            context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Sessions" ("Id", "Sid", "KeyHash", "AccountId", "StartedAt", "LastSeenAt", "ExpiresAt", "PasswordAt", "JoinOffer", "PasswordMustChange", "Purpose")
                VALUES ({Guid.NewGuid()}, {sid}, {Guid.NewGuid().ToByteArray()}, {account}, {seen}, {seen}, {expires}, {seen}, 0, {false}, 0)
                """
            );
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
