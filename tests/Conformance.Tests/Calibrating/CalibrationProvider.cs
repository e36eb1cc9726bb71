using System.Diagnostics;
using SecureAccess.Conformance.RelyingParty;
using SecureAccess.Conformance.Targets;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.Conformance.Calibrating;

/// <summary>npm <c>oidc-provider</c>, a certified provider, as a process of its own with the clients of the modules.</summary>
public sealed class CalibrationProvider : IAsyncLifetime
{
    private const string Says = "listening at ";
    private static readonly string Folder = Repository.At(
        "tests",
        "Conformance.Tests",
        "calibration"
    );

    private RunningProgram? program;
    private ConformanceTarget? target;
    private string missing = "The calibration provider was not started.";

    /// <summary>It, ready to be tested.</summary>
    public ConformanceTarget Target
    {
        get
        {
            if (target is null)
            {
                Assert.SkipUnless(Required.Has("node"), missing);
                Assert.Fail(missing);
            }

            return target;
        }
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (!await Installed())
        {
            return;
        }

        var party = await ListeningRelyingParty.Start();
        program = RunningProgram.Start(Command("node", "provider.mjs", party.Address));
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < TimeSpan.FromSeconds(30))
        {
            if (
                program.Lines.FirstOrDefault(line =>
                    line.StartsWith(Says, StringComparison.Ordinal)
                ) is
                { } line
            )
            {
                target = new ConformanceTarget(
                    line[Says.Length..],
                    party,
                    new ConformanceClients(
                        Client("conformance-1", "client_secret_basic"),
                        Client("conformance-2", "client_secret_basic"),
                        Client("conformance-post", "client_secret_post")
                    ),
                    [new Person("ada", "any", "")],
                    new DevInteractionsSignIn()
                );
                return;
            }

            await Task.Delay(50);
        }

        await party.DisposeAsync();
        throw new InvalidOperationException(
            $"The calibration provider did not start:\n{string.Join('\n', program.Lines.TakeLast(20))}"
        );
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (target is not null)
        {
            await target.DisposeAsync();
        }

        if (program is not null)
        {
            await program.DisposeAsync();
        }
    }

    private async Task<bool> Installed()
    {
        if (File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
        {
            return true;
        }

        try
        {
            await using var npm = RunningProgram.Start(
                Command("npm", "ci --ignore-scripts --no-audit --no-fund --loglevel=error", null)
            );
            var (code, lines) = await npm.Ended();
            missing = $"npm ci failed: {string.Join(' ', lines.TakeLast(3))}";
            return code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            missing = "Node.js is not installed: there is nothing to calibrate the modules with.";
            return false;
        }
    }

    private static ConformanceClient Client(string id, string method) =>
        new(id, $"{id}-secret-of-the-calibration-only", method);

    private static ProcessStartInfo Command(string name, string arguments, Uri? party)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["RELYING_PARTY"] = party?.AbsoluteUri;
        return start;
    }
}
