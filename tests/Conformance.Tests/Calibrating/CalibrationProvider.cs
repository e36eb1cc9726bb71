using System.Diagnostics;
using SecureAccess.Conformance.RelyingParty;
using SecureAccess.Conformance.Targets;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.Conformance.Calibrating;

/// <summary>npm <c>oidc-provider</c>, a certified provider, as a process of its own with the clients of the modules.</summary>
public sealed class CalibrationProvider : ITargetSource, IAsyncLifetime
{
    /// <summary>The tests that share it, one after the other.</summary>
    public const string Collection = "calibration";

    private const string Says = "listening at ";

    private RunningProgram? program;
    private ConformanceTarget? target;
    private string? missing;

    /// <inheritdoc />
    public ConformanceTarget Target
    {
        get
        {
            Required.Present("node", missing);
            return target ?? throw new InvalidOperationException("It was not started.");
        }
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        missing = await NodePackages.Missing;
        if (missing is not null)
        {
            return;
        }

        // What is known of it stands where it does for any other provider.
        var settings = await GivenSettings.Read(
            Repository.At("tests", "Conformance.Tests", "given-provider.json")
        );
        // It sends what it sends before it answers the browser.
        var party = await ListeningRelyingParty.Start(patience: TimeSpan.FromSeconds(2));
        var start = NodePackages.Command("node", "provider.mjs");
        start.Environment["RELYING_PARTY"] = party.Address.AbsoluteUri;
        program = RunningProgram.Start(start);
        target = new ConformanceTarget(
            await Issuer(program),
            party,
            settings.Clients,
            settings.People,
            new FormsSignIn(settings.Forms)
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

    private static async Task<string> Issuer(RunningProgram program)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < TimeSpan.FromSeconds(60))
        {
            if (
                program.Lines.FirstOrDefault(line =>
                    line.StartsWith(Says, StringComparison.Ordinal)
                ) is
                { } line
            )
            {
                return line[Says.Length..];
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException(
            $"The calibration provider did not start:\n{string.Join('\n', program.Lines.TakeLast(20))}"
        );
    }
}

/// <summary>Starts it once for all its tests.</summary>
[CollectionDefinition(CalibrationProvider.Collection)]
public sealed class CalibrationProviderOnce : ICollectionFixture<CalibrationProvider>;
