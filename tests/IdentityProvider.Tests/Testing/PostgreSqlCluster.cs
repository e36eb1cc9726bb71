using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace SecureAccess.Tests.Testing;

/// <summary>
/// A PostgreSQL server of the tests' own, started once a run on a free port and stopped at its end; or the one that
/// <c>SECUREACCESS_TEST_POSTGRESQL</c> names.
/// </summary>
internal static class PostgreSqlCluster
{
    private static readonly Lazy<(string? Connection, string? Missing)> Started = new(Start);

    /// <summary>The server's connection string; the test is skipped where there is no server.</summary>
    public static string Connection
    {
        get
        {
            Requires.Present("postgresql", Started.Value.Missing);
            return Started.Value.Connection!;
        }
    }

    private static (string?, string?) Start()
    {
        if (
            Environment.GetEnvironmentVariable("SECUREACCESS_TEST_POSTGRESQL") is
            { Length: > 0 } given
        )
        {
            return (given, null);
        }

        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Order()
                .Select(path => Path.Combine(path, "bin"))
                .LastOrDefault()
            : null;
        if (bin is null || !File.Exists(Path.Combine(bin, "initdb")))
        {
            return (null, "PostgreSQL is not installed: no initdb under /usr/lib/postgresql.");
        }

        var folder = Directory.CreateTempSubdirectory("secureaccess-pg-").FullName;
        try
        {
            // PostgreSQL refuses to run as root.
            if (Environment.UserName == "root")
            {
                Run("chown", "postgres", folder);
            }

            var data = Path.Combine(folder, "data");
            Postgres(
                bin,
                "initdb",
                "-D",
                data,
                "-U",
                "postgres",
                "--auth=trust",
                "-E",
                "UTF8",
                "--no-sync",
                "--locale=C.UTF-8"
            );
            var port = FreePort();
            Postgres(
                bin,
                "pg_ctl",
                "-D",
                data,
                "-w",
                "-l",
                Path.Combine(folder, "log"),
                "-o",
                $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200",
                "start"
            );
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(bin, data, folder);
            return (
                $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Maximum Pool Size=60",
                null
            );
        }
        catch (Exception e)
            when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return (null, $"PostgreSQL could not be started: {e.Message}");
        }
    }

    private static void Stop(string bin, string data, string folder)
    {
        NpgsqlConnection.ClearAllPools();
        try
        {
            Postgres(bin, "pg_ctl", "-D", data, "-m", "immediate", "stop");
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e)
            when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(
                $"The tests' PostgreSQL in {folder} was not removed: {e.Message}"
            );
        }
    }

    private static void Postgres(string bin, string program, params string[] arguments)
    {
        if (Environment.UserName == "root")
        {
            Run("runuser", ["-u", "postgres", "--", Path.Combine(bin, program), .. arguments]);
        }
        else
        {
            Run(Path.Combine(bin, program), arguments);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        // The server inherits no pipe: whoever waits for this run's output would otherwise wait for the server.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} {arguments.LastOrDefault()} ended with {process.ExitCode}."
            );
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
