using System.Diagnostics;
using System.Text.Json;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.RelyingParties;

/// <summary>
/// A relying party as a script of its own. It speaks in JSON lines: <c>{"open": ADDRESS}</c> sends the person's browser somewhere and
/// waits for <c>{"arrived": ADDRESS}</c>; <c>{"did": STEP, …}</c> says what it found.
/// </summary>
internal sealed class ScriptClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Dictionary<string, JsonElement> steps = [];

    private ScriptClient() { }

    /// <summary>The addresses that it sent the browser to.</summary>
    public List<Uri> Opened { get; } = [];

    /// <summary>The addresses of its own at which the browser arrived.</summary>
    public List<Uri> Arrived { get; } = [];

    /// <summary>What it found in one step.</summary>
    public JsonElement this[string step] =>
        steps.TryGetValue(step, out var found)
            ? found
            : throw new InvalidOperationException($"The client did not come to '{step}'.");

    /// <summary>A file beside the scripts.</summary>
    public static string At(params string[] parts) =>
        Repository.At(["tests", "EndToEnd.Tests", "RelyingParties", .. parts]);

    /// <summary>Runs a script to its end.</summary>
    /// <param name="program">Its interpreter.</param>
    /// <param name="script">The file.</param>
    /// <param name="settings">Its environment.</param>
    /// <param name="browse">The person with the browser: goes to an address and answers with the one of the client where it arrives.</param>
    /// <exception cref="InvalidOperationException">It ended with an error; with what it wrote.</exception>
    public static async Task<ScriptClient> Run(
        string program,
        string script,
        IReadOnlyDictionary<string, string> settings,
        Func<Uri, Task<Uri>> browse
    )
    {
        var start = new ProcessStartInfo(program, [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var client = new ScriptClient();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                await client.Hear(JsonDocument.Parse(line).RootElement, process, browse);
            }

            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0
                ? client
                : throw new InvalidOperationException(
                    $"{Path.GetFileName(script)} ended with {process.ExitCode}:\n{await errors}"
                );
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private async Task Hear(JsonElement said, Process process, Func<Uri, Task<Uri>> browse)
    {
        if (said.TryGetProperty("did", out var step))
        {
            steps[step.GetString()!] = said;
            return;
        }

        Opened.Add(new Uri(said.GetProperty("open").GetString()!));
        Arrived.Add(await browse(Opened[^1]));
        await process.StandardInput.WriteLineAsync(
            JsonSerializer.Serialize(new { arrived = Arrived[^1].AbsoluteUri })
        );
        await process.StandardInput.FlushAsync();
    }
}
