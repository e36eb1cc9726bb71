using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace SecureAccess.Persistence;

/// <summary>The engines, by the names that <c>Database:Provider</c> takes.</summary>
public enum Engine
{
    /// <summary>Embedded, and the default.</summary>
    Sqlite,

    /// <summary>The production engine.</summary>
    SqlServer,

    /// <summary>The second server engine.</summary>
    PostgreSql,
}

/// <summary>How a context of each engine is connected: the same for the host, the tools at design time and the tests.</summary>
public static class EngineOptions
{
    /// <summary>Where the embedded database lies when no connection string is set.</summary>
    public const string DefaultSqlite = "Data Source=.data/secureaccess.db";

    /// <summary>Connects the options to a database of this engine.</summary>
    public static DbContextOptionsBuilder Use(
        this DbContextOptionsBuilder options,
        Engine engine,
        string? connection
    )
    {
        // What fails is thrown, and said by whoever handles it. EF's own line would come for each lost race too, and repeat what an
        // engine's message holds (SQL Server names the duplicate value).
        options.ConfigureWarnings(warnings =>
            warnings.Log(
                (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug)
            )
        );
        return engine switch
        {
            Engine.SqlServer => options.UseSqlServer(
                connection,
                server => server.EnableRetryOnFailure()
            ),
            Engine.PostgreSql => options.UseNpgsql(
                Tuned(connection),
                server => server.EnableRetryOnFailure()
            ),
            _ => options.UseSqlite(connection).AddInterceptors(new SqliteConnections()),
        };
    }

    // Statements are prepared once a connection instead of planned each time, and a connection goes back to the pool without a
    // round trip: nothing here leaves any state on one.
    private static string Tuned(string? connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { NoResetOnClose = true };
        if (settings.MaxAutoPrepare == 0)
        {
            settings.MaxAutoPrepare = 100;
        }

        return settings.ConnectionString;
    }

    /// <summary>The folder of the embedded database's file; null when it has none (in memory).</summary>
    public static string? SqliteFolder(string connection)
    {
        var file = new SqliteConnectionStringBuilder(connection);
        return file.Mode == SqliteOpenMode.Memory || file.DataSource is "" or ":memory:"
            ? null
            : Path.GetDirectoryName(Path.GetFullPath(file.DataSource));
    }
}
