using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;

namespace SecureAccess.Hosting.Commands;

/// <summary><c>database migrate</c>: brings the database up to date.</summary>
internal static class DatabaseCommands
{
    public static Command All(Launch launch)
    {
        var migrate = new Command("migrate", "Creates the database or brings it up to date.");
        migrate.SetAction((_, cancellationToken) => Migrate(launch, cancellationToken));
        return new Command("database", "The database.") { migrate };
    }

    private static async Task<int> Migrate(Launch launch, CancellationToken cancellationToken)
    {
        await using var app = launch.Build(forCommand: true);
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<SecureAccessDbContext>();
        await DatabasePreparation.Migrate(database, cancellationToken);
        var applied = await database.Database.GetAppliedMigrationsAsync(cancellationToken);
        await launch.Output.WriteLineAsync($"The database is up to date: {applied.Last()}.");
        return 0;
    }
}
