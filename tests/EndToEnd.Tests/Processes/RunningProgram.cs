using System.Diagnostics;

namespace SecureAccess.EndToEnd.Processes;

/// <summary>One of the two programs as a process of its own, with everything that it wrote.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> lines = [];
    private bool stopped;

    private RunningProgram(Process process) => this.process = process;

    /// <summary>Every line that it wrote so far, to either stream.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>Starts the built program of a project in that project's folder, in Development.</summary>
    /// <param name="project">The project.</param>
    /// <param name="settings">Its environment.</param>
    /// <param name="verb">What it does and then ends; nothing for a server.</param>
    public static RunningProgram Start(
        string project,
        IReadOnlyDictionary<string, string> settings,
        params string[] verb
    )
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Program(project), .. verb])
        {
            WorkingDirectory = Repository.At("src", project),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Start(start);
    }

    /// <summary>Starts any program; both its streams are redirected.</summary>
    public static RunningProgram Start(ProcessStartInfo start)
    {
        var program = new RunningProgram(new Process { StartInfo = start });
        program.process.OutputDataReceived += (_, line) => program.Keep(line.Data);
        program.process.ErrorDataReceived += (_, line) => program.Keep(line.Data);
        program.process.Start();
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Waits until it has done its verb.</summary>
    /// <returns>The exit code, and what it wrote.</returns>
    public async Task<(int Code, IReadOnlyList<string> Lines)> Ended()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, Lines);
    }

    /// <summary>Waits until an address answers with success.</summary>
    /// <exception cref="InvalidOperationException">The program ended, or did not answer within a minute; with its last lines.</exception>
    public async Task Answers(Uri address)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var waited = Stopwatch.StartNew();
        while (!process.HasExited && waited.Elapsed < TimeSpan.FromMinutes(1))
        {
            try
            {
                using var answer = await http.GetAsync(address);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception notYet)
                when (notYet is HttpRequestException or OperationCanceledException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException(
            $"{address} did not answer. The program said last:\n{string.Join('\n', Lines.TakeLast(20))}"
        );
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (stopped)
        {
            return;
        }

        stopped = true;
        if (!process.HasExited)
        {
            // SIGTERM where there is one: the program closes its database.
            using var terminate = OperatingSystem.IsWindows()
                ? null
                : Process.Start(new ProcessStartInfo("kill", ["-TERM", $"{process.Id}"]));
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await process.WaitForExitAsync(
                    terminate is null ? new CancellationToken(true) : patience.Token
                );
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }
        }

        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }
}
