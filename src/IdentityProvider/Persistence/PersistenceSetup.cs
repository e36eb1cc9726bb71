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
        var connection = configuration.GetConnectionString("SecureAccess");
        _ = Enum.TryParse<Engine>(configuration["Database:Provider"], out var engine);
        _ = engine switch
        {
            Engine.SqlServer => services.AddDbContextPool<SecureAccessDbContext, SqlServerContext>(
                options => options.Use(engine, connection)
            ),
            Engine.PostgreSql => services.AddDbContextPool<
                SecureAccessDbContext,
                PostgreSqlContext
            >(options => options.Use(engine, connection)),
            _ => services.AddDbContextPool<SecureAccessDbContext, SqliteContext>(options =>
                options.Use(engine, connection ?? EngineOptions.DefaultSqlite)
            ),
        };
        return services.AddScoped<StateChange>().AddScoped<Lease>();
    }
}
