using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SecureAccess.Persistence.Migrations;

/// <summary>
/// Lets <c>dotnet ef</c> make a context without the host: <c>dotnet ef migrations add NAME --context SqliteContext</c>.
/// <c>deploy/scripts/make-migrations.sh NAME</c> does it for the three engines.
/// </summary>
internal static class DesignTime
{
    internal sealed class Sqlite : IDesignTimeDbContextFactory<SqliteContext>
    {
        public SqliteContext CreateDbContext(string[] args) =>
            new(Options<SqliteContext>(Engine.Sqlite));
    }

    internal sealed class SqlServer : IDesignTimeDbContextFactory<SqlServerContext>
    {
        public SqlServerContext CreateDbContext(string[] args) =>
            new(Options<SqlServerContext>(Engine.SqlServer));
    }

    internal sealed class PostgreSql : IDesignTimeDbContextFactory<PostgreSqlContext>
    {
        public PostgreSqlContext CreateDbContext(string[] args) =>
            new(Options<PostgreSqlContext>(Engine.PostgreSql));
    }

    private static DbContextOptions<TContext> Options<TContext>(Engine engine)
        where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        options.Use(engine, engine == Engine.Sqlite ? "Data Source=:memory:" : null);
        return options.Options;
    }
}
