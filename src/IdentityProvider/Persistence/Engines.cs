using Microsoft.EntityFrameworkCore;

namespace SecureAccess.Persistence;

/// <summary>The embedded engine, and the default.</summary>
public sealed class SqliteContext(DbContextOptions<SqliteContext> options)
    : SecureAccessDbContext(options);

/// <summary>The second server engine.</summary>
public sealed class PostgreSqlContext(DbContextOptions<PostgreSqlContext> options)
    : SecureAccessDbContext(options);

/// <summary>The production engine. It clusters a table by its primary key, which random keys must not decide.</summary>
public sealed class SqlServerContext(DbContextOptions<SqlServerContext> options)
    : SecureAccessDbContext(options)
{
    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            var key = entity.FindPrimaryKey();
            if (
                key is not null
                && key.Properties.Any(property =>
                    property.ClrType != typeof(long) && property.ClrType != typeof(int)
                )
            )
            {
                key.SetIsClustered(false);
            }
        }
    }
}
