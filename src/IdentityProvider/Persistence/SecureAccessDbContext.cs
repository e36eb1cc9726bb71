using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace SecureAccess.Persistence;

/// <summary>
/// All tables of Secure Access. Each room maps its own entities by <see cref="IEntityTypeConfiguration{TEntity}"/> classes that
/// live beside them; this class only fixes what must be alike everywhere: instants are Unix milliseconds on every engine.
/// </summary>
public abstract class SecureAccessDbContext(DbContextOptions options)
    : DbContext(options),
        IDataProtectionKeyContext
{
    /// <summary>The keys of ASP.NET Core's Data Protection, shared by all nodes.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SecureAccessDbContext).Assembly);
    }
}
