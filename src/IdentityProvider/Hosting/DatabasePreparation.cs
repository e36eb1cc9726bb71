using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Hosting;

/// <summary>
/// Brings the database and the root key into the state that the host needs, before it starts (Data Protection reads its table
/// while it does).
/// </summary>
internal static class DatabasePreparation
{
    /// <summary>
    /// Migrates where that happens by itself (Development, and the embedded engine), else refuses a database that is behind; makes
    /// the root key in Development when neither it nor any data exists; checks the root key against the database (D19).
    /// </summary>
    /// <exception cref="StartRefusedException">The database is not migrated.</exception>
    /// <exception cref="RootKeyException">The root key is lost, wrong or malformed.</exception>
    public static async Task Run(WebApplication app, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<SecureAccessDbContext>();
        if (app.Environment.IsDevelopment() || database.Database.IsSqlite())
        {
            await Migrate(database, cancellationToken);
        }
        else if ((await database.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            throw new StartRefusedException(
                "ConnectionStrings:SecureAccess: the database is not up to date; run 'database migrate' first."
            );
        }

        var file = app.Services.GetRequiredService<IOptions<KeysOptions>>().Value.RootKeyFile!;
        if (
            app.Environment.IsDevelopment()
            && !File.Exists(file)
            && !await RootKeyCheck.HasData(database, cancellationToken)
        )
        {
            RootKeyFile.Make(file);
        }

        await RootKeyCheck.Run(
            database,
            app.Services.GetRequiredService<KeyRing>(),
            file,
            cancellationToken
        );
    }

    /// <summary>Applies the migrations that the database lacks, making the embedded database's folder if need be.</summary>
    public static async Task Migrate(
        SecureAccessDbContext database,
        CancellationToken cancellationToken
    )
    {
        if (
            database.Database.IsSqlite()
            && EngineOptions.SqliteFolder(database.Database.GetConnectionString()!) is { } folder
        )
        {
            Directory.CreateDirectory(folder);
        }

        await database.Database.MigrateAsync(cancellationToken);
        if (database.Database.IsSqlite())
        {
            // Readers do not wait for the writer; kept in the file.
            await database.Database.ExecuteSqlRawAsync(
                "PRAGMA journal_mode = WAL;",
                cancellationToken
            );
        }
    }
}
