using SecureAccess.Hosting.Commands;

namespace SecureAccess.Hosting;

/// <summary>Runs the process: a command, or the server. What an operator can mend ends it with one line and exit code 1.</summary>
public static class Server
{
    /// <summary>Runs to the end.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="addRooms">Registers the rooms.</param>
    /// <param name="usePipeline">Puts the pipeline together.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> Run(
        string[] args,
        Action<WebApplicationBuilder> addRooms,
        Action<WebApplication> usePipeline
    ) => Run(new Launch(args, addRooms, usePipeline, Console.Out, Console.Error));

    internal static async Task<int> Run(Launch launch)
    {
        try
        {
            return CommandLine.IsCommand(launch.Args)
                ? await CommandLine.Run(launch)
                : await Serve(launch);
        }
        catch (Exception e) when (Refusals.LineFor(e) is { } line)
        {
            await launch.Error.WriteLineAsync(line);
            return 1;
        }
    }

    private static async Task<int> Serve(Launch launch)
    {
        await using var app = launch.Build();
        await DatabasePreparation.Run(app, CancellationToken.None);
        await app.RunAsync();
        return 0;
    }
}
