using System.Diagnostics;

namespace SecureAccess.Tests.Testing;

/// <summary>The product as a process of its own, in Development unless told otherwise, in a folder that goes away with it.</summary>
internal sealed class ProductProcess : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory(
        "secureaccess-process-"
    );

    /// <summary>Its working folder; by default the database and the root key lie under <c>.data</c> in it.</summary>
    public string Folder => folder.FullName;

    /// <summary>The connection string of its database.</summary>
    public string Connection =>
        $"Data Source={Path.Combine(Folder, ".data", "secureaccess.db")};Pooling=False";

    /// <summary>Writes a file into its folder.</summary>
    /// <returns>The path.</returns>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="settings">Environment variables, with colons for the double underscores.</param>
    /// <param name="arguments">The command line.</param>
    public async Task<Outcome> Run(Dictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IdentityProvider.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException(
                $"It still runs, where it should have ended: {await output}"
            );
        }

        return new Outcome(process.ExitCode, await output, await error);
    }

    /// <inheritdoc />
    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>How a run ended.</summary>
    internal sealed record Outcome(int ExitCode, string Output, string Error)
    {
        /// <summary>The lines of what is wrong.</summary>
        public IReadOnlyList<string> ErrorLines =>
            Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
