using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using SecureAccess.Persistence;

namespace SecureAccess.Tests.Testing;

/// <summary>An empty database of one engine with today's tables; dropped when disposed.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim Making = new(1, 1);
    private static string? sqliteTemplate;
    private static string? postgreSqlTemplate;

    private readonly Func<Task> drop;

    private TestDatabase(Engine engine, string connection, Func<Task> drop)
    {
        Engine = engine;
        Connection = connection;
        this.drop = drop;
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>Its connection string.</summary>
    public string Connection { get; }

    /// <summary>Makes one. The test is skipped where the engine is not.</summary>
    public static Task<TestDatabase> Create(Engine engine) =>
        engine switch
        {
            Engine.Sqlite => Sqlite(),
            Engine.PostgreSql => PostgreSql(),
            _ => SqlServerDatabase(),
        };

    /// <summary>Makes one without tables.</summary>
    public static async Task<TestDatabase> CreateEmpty(Engine engine)
    {
        if (engine == Engine.PostgreSql)
        {
            return await PostgreSqlCopy(PostgreSqlCluster.Connection, "");
        }

        return engine == Engine.Sqlite
            ? SqliteFile(template: null)
            : throw new NotSupportedException("Migrations of this engine make their own database.");
    }

    /// <summary>Another database of the same content. Nobody may be using this one.</summary>
    public async Task<TestDatabase> Copy()
    {
        switch (Engine)
        {
            case Engine.Sqlite:
                // What the log beside the file holds is written into the file when its last connection closes.
                using (var pooled = new SqliteConnection(Connection))
                {
                    SqliteConnection.ClearPool(pooled);
                }

                return SqliteFile(new SqliteConnectionStringBuilder(Connection).DataSource);
            case Engine.PostgreSql:
                NpgsqlConnection.ClearAllPools();
                return await PostgreSqlCopy(
                    PostgreSqlCluster.Connection,
                    $" TEMPLATE {new NpgsqlConnectionStringBuilder(Connection).Database}"
                );
            default:
                throw new NotSupportedException("Databases of this engine are not copied.");
        }
    }

    /// <summary>A context on a database of this engine, as the product connects it.</summary>
    public static SecureAccessDbContext Context(
        Engine engine,
        string connection,
        params IInterceptor[] interceptors
    )
    {
        return engine switch
        {
            Engine.Sqlite => new SqliteContext(Options<SqliteContext>()),
            Engine.PostgreSql => new PostgreSqlContext(Options<PostgreSqlContext>()),
            _ => new SqlServerContext(Options<SqlServerContext>()),
        };

        DbContextOptions<T> Options<T>()
            where T : DbContext
        {
            var options = new DbContextOptionsBuilder<T>();
            options.Use(engine, connection);
            return options.AddInterceptors(interceptors).Options;
        }
    }

    /// <summary>A context on this database.</summary>
    public SecureAccessDbContext Context(params IInterceptor[] interceptors) =>
        Context(Engine, Connection, interceptors);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await drop();

    private static async Task<TestDatabase> Sqlite()
    {
        var template = await Once(
            () => sqliteTemplate,
            async () =>
            {
                var path = Path.Combine(Path.GetTempPath(), $"secureaccess-{Guid.NewGuid():N}.db");
                var connection = $"Data Source={path};Pooling=False";
                await MakeTables(Engine.Sqlite, connection);
                AppDomain.CurrentDomain.ProcessExit += (_, _) => DeleteFiles(path);
                return sqliteTemplate = path;
            }
        );
        return SqliteFile(template);
    }

    private static TestDatabase SqliteFile(string? template)
    {
        var copy = Path.Combine(
            Directory.CreateTempSubdirectory("secureaccess-").FullName,
            "secureaccess.db"
        );
        if (template is not null)
        {
            File.Copy(template, copy);
        }

        var connection = $"Data Source={copy}";
        return new TestDatabase(
            Engine.Sqlite,
            connection,
            () =>
            {
                using (var pooled = new SqliteConnection(connection))
                {
                    SqliteConnection.ClearPool(pooled);
                }

                Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
                return Task.CompletedTask;
            }
        );
    }

    private static async Task<TestDatabase> PostgreSql()
    {
        var server = PostgreSqlCluster.Connection;
        var template = await Once(
            () => postgreSqlTemplate,
            async () =>
            {
                var name = await Execute(server, "CREATE DATABASE", "");
                await MakeTables(Engine.PostgreSql, Of(server, name));
                NpgsqlConnection.ClearAllPools();
                return postgreSqlTemplate = name;
            }
        );
        return await PostgreSqlCopy(server, $" TEMPLATE {template}");
    }

    private static async Task<TestDatabase> PostgreSqlCopy(string server, string options)
    {
        var copy = await Execute(server, "CREATE DATABASE", options);
        var connection = Of(server, copy);
        return new TestDatabase(
            Engine.PostgreSql,
            connection,
            () =>
            {
                using (var pooled = new NpgsqlConnection(connection))
                {
                    NpgsqlConnection.ClearPool(pooled);
                }

                return Execute(server, "DROP DATABASE", " WITH (FORCE)", copy);
            }
        );
    }

    private static string Of(string server, string name) =>
        new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    private static async Task<string> Execute(
        string server,
        string verb,
        string rest,
        string? name = null
    )
    {
        name ??= $"secureaccess_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"{verb} {name}{rest}", connection);
        await command.ExecuteNonQueryAsync();
        return name;
    }

    private static async Task<TestDatabase> SqlServerDatabase()
    {
        var connection = new SqlConnectionStringBuilder(await SqlServer.Connection())
        {
            InitialCatalog = $"secureaccess_{Guid.NewGuid():N}",
        }.ConnectionString;
        await MakeTables(Engine.SqlServer, connection);
        return new TestDatabase(
            Engine.SqlServer,
            connection,
            async () =>
            {
                await using var context = Context(Engine.SqlServer, connection);
                await context.Database.EnsureDeletedAsync();
            }
        );
    }

    // From the model rather than from the migrations, and entered as migrated: whether the two agree has a test of its own.
    private static async Task MakeTables(Engine engine, string connection)
    {
        await using var context = Context(engine, connection);
        // Creates the tables also where the database itself exists and is empty.
        await context.Database.EnsureCreatedAsync();

        var history = context.GetService<IHistoryRepository>();
        var entered = history.GetCreateIfNotExistsScript();
        foreach (var migration in context.Database.GetMigrations())
        {
            entered += history.GetInsertScript(new HistoryRow(migration, ProductInfo.GetVersion()));
        }

        await context.Database.ExecuteSqlRawAsync(
            entered
                .Replace("{", "{{", StringComparison.Ordinal)
                .Replace("}", "}}", StringComparison.Ordinal)
        );
    }

    private static async Task<string> Once(Func<string?> made, Func<Task<string>> make)
    {
        await Making.WaitAsync();
        try
        {
            return made() ?? await make();
        }
        finally
        {
            Making.Release();
        }
    }

    private static void DeleteFiles(string path)
    {
        foreach (
            var file in Directory.GetFiles(
                Path.GetDirectoryName(path)!,
                Path.GetFileName(path) + "*"
            )
        )
        {
            File.Delete(file);
        }
    }
}
