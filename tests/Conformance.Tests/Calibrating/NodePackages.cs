using System.ComponentModel;
using System.Diagnostics;
using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.Conformance.Calibrating;

/// <summary>Node and the packages of <c>calibration</c>, brought once.</summary>
internal static class NodePackages
{
    private static readonly Lazy<Task<string?>> Bringing = new(Bring);

    /// <summary>Where they are.</summary>
    public static string Folder { get; } =
        Repository.At("tests", "Conformance.Tests", "calibration");

    /// <summary>Why they cannot be used here; null: they can.</summary>
    public static Task<string?> Missing => Bringing.Value;

    /// <summary>A program to be started in that folder.</summary>
    public static ProcessStartInfo Command(string name, string arguments) =>
        new(name, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private static async Task<string?> Bring()
    {
        try
        {
            await using var node = RunningProgram.Start(Command("node", "--version"));
            await node.Ended();
            if (File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
            {
                return null;
            }

            await using var npm = RunningProgram.Start(
                Command("npm", "ci --ignore-scripts --no-audit --no-fund --loglevel=error")
            );
            var (code, lines) = await npm.Ended();
            return code == 0 ? null : $"npm ci failed: {string.Join(' ', lines.TakeLast(3))}";
        }
        catch (Win32Exception)
        {
            return "Node.js is not installed: there is nothing to calibrate the modules with.";
        }
    }
}
