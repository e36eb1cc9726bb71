using System.CommandLine;
using SecureAccess.Accounts.EServices;
using SecureAccess.Audit;
using SecureAccess.Proofing;

namespace SecureAccess.Hosting.Commands;

/// <summary><c>accounts import FILE.csv</c> (D14).</summary>
internal static class ImportCommand
{
    public static Command Of(Launch launch)
    {
        var file = new Argument<string>("FILE")
        {
            Description =
                $"A CSV file in UTF-8 with the header {string.Join(',', EServicesRowRules.Columns)}.",
        };
        var import = new Command(
            "import",
            "Imports e-Services accounts, and names every row that it does not take."
        )
        {
            file,
        };
        import.SetAction(
            (parsed, cancellationToken) =>
                Import(launch, parsed.GetRequiredValue(file), cancellationToken)
        );
        return import;
    }

    private static async Task<int> Import(
        Launch launch,
        string file,
        CancellationToken cancellationToken
    )
    {
        await using var app = launch.Build(forCommand: true);
        await using var stream = Open(file);
        await DatabasePreparation.Run(app, cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditActor>().IsCommand("accounts import");
        // No agency issues the numbers of demo people: they are read where the demo people are.
        var testNumbers =
            app.Environment.IsDevelopment()
            && scope.ServiceProvider.GetRequiredService<TestNumbers>().Allowed;
        try
        {
            var counts = await scope
                .ServiceProvider.GetRequiredService<EServicesImport>()
                .Import(
                    stream,
                    number => TaxpayerNumberRules.TryRead(number, testNumbers),
                    row => launch.Output.WriteLine($"line {row.Line}: rejected: {row.Reason}"),
                    cancellationToken
                );
            await launch.Output.WriteLineAsync(
                $"added: {counts.Added}, changed: {counts.Changed}, unchanged: {counts.Unchanged}, rejected: {counts.Rejected}"
            );
            return counts.Rejected == 0 ? 0 : 1;
        }
        catch (EServicesFileException exception)
        {
            throw new StartRefusedException($"{file}: {exception.Message}");
        }
    }

    private static FileStream Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartRefusedException($"{file} cannot be read: {exception.Message}");
        }
    }
}
