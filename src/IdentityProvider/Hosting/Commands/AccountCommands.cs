using System.CommandLine;

namespace SecureAccess.Hosting.Commands;

/// <summary><c>accounts import FILE.csv</c> and <c>accounts compromised FILE</c>.</summary>
internal static class AccountCommands
{
    public static Command All(Launch launch) =>
        new("accounts", "Accounts of people.")
        {
            ImportCommand.Of(launch),
            CompromisedCommand.Of(launch),
        };
}
