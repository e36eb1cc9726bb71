using System.CommandLine;

namespace SecureAccess.Hosting.Commands;

/// <summary>The verbs of the command line. Bad input gives one line and exit code 1.</summary>
internal static class CommandLine
{
    private static readonly string[] Help = ["-h", "-?", "--help", "--version"];

    /// <summary>True when the arguments name a verb or ask for help; otherwise they are settings of the server.</summary>
    public static bool IsCommand(string[] args) =>
        args.Length > 0 && (!args[0].StartsWith('-') || Help.Contains(args[0]));

    /// <summary>Runs the verb.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(Launch launch)
    {
        var root = new RootCommand("Secure Access. Without a command it runs the server.");
        root.Add(DatabaseCommands.All(launch));
        root.Add(ClientCommands.All(launch));
        root.Add(AccountCommands.All(launch));
        root.Add(KeyCommands.All(launch));
        root.Add(ConfigCommands.All(launch));

        var parsed = root.Parse(launch.Args);
        if (parsed.Errors.Count > 0)
        {
            throw new StartRefusedException($"{parsed.Errors[0].Message} See '--help'.");
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = launch.Output,
                Error = launch.Error,
                EnableDefaultExceptionHandler = false,
            }
        );
    }
}
