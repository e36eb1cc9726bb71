using Testcontainers.MsSql;

namespace SecureAccess.Tests.Testing;

/// <summary>
/// A SQL Server for the tests: the one that <c>SECUREACCESS_TEST_SQLSERVER</c> names, else one in a container, where Docker is.
/// </summary>
internal static class SqlServer
{
    private static readonly Lazy<Task<(string? Connection, string? Missing)>> Started = new(Start);

    /// <summary>The server's connection string; the test is skipped where there is no server.</summary>
    public static async Task<string> Connection()
    {
        var (connection, missing) = await Started.Value;
        Requires.Present("sqlserver", missing);
        return connection!;
    }

    private static async Task<(string?, string?)> Start()
    {
        if (
            Environment.GetEnvironmentVariable("SECUREACCESS_TEST_SQLSERVER") is
            { Length: > 0 } given
        )
        {
            return (given, null);
        }

        if (
            !File.Exists("/var/run/docker.sock")
            && Environment.GetEnvironmentVariable("DOCKER_HOST") is null
        )
        {
            return (
                null,
                "No SQL Server: neither SECUREACCESS_TEST_SQLSERVER nor Docker is there."
            );
        }

        // Testcontainers removes it when the run ends.
        var container = new MsSqlBuilder("mcr.microsoft.com/mssql/server:2022-latest").Build();
        try
        {
            await container.StartAsync();
            return (container.GetConnectionString(), null);
        }
#pragma warning disable CA1031 // Whatever keeps the container from starting is the reason of the skip.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return (null, $"No SQL Server: its container did not start ({e.Message}).");
        }
    }
}
