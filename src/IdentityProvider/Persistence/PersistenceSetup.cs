using Microsoft.EntityFrameworkCore;

namespace SecureAccess.Persistence;

/// <summary>Persistence: where state lives. It names entity types only; every other room may use it.</summary>
public static class PersistenceSetup
{
    /// <summary>
    /// Registers the context of the engine that <c>Database:Provider</c> names (<c>Sqlite</c>, <c>SqlServer</c> or <c>PostgreSql</c>)
    /// with the connection string <c>ConnectionStrings:SecureAccess</c>.
    /// </summary>
    public static IServiceCollection AddPersistence(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var connection =
            configuration.GetConnectionString("SecureAccess") ?? "Data Source=secureaccess.db";
        switch (configuration["Database:Provider"] ?? "Sqlite")
        {
            case "SqlServer":
                services.AddDbContextPool<SecureAccessDbContext, SqlServerContext>(options =>
                    options.UseSqlServer(connection, server => server.EnableRetryOnFailure())
                );
                break;
            case "PostgreSql":
                services.AddDbContextPool<SecureAccessDbContext, PostgreSqlContext>(options =>
                    options.UseNpgsql(connection, server => server.EnableRetryOnFailure())
                );
                break;
            default:
                services.AddDbContextPool<SecureAccessDbContext, SqliteContext>(options =>
                    options.UseSqlite(connection)
                );
                break;
        }

        return services.AddScoped<StateChange>();
    }
}
