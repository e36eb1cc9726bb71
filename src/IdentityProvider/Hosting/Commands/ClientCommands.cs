using System.CommandLine;
using SecureAccess.Audit;
using SecureAccess.Clients;

namespace SecureAccess.Hosting.Commands;

/// <summary><c>clients apply FILE [--dry-run]</c>, <c>clients list</c>, <c>clients disable ID</c> and <c>clients enable ID</c> (R24).</summary>
internal static class ClientCommands
{
    public static Command All(Launch launch)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "A JSON array of clients, in RFC 7591 names.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only says what would change." };
        var apply = new Command("apply", "Registers the clients of a file, all or none.")
        {
            file,
            dryRun,
        };
        apply.SetAction(
            (parsed, cancellationToken) =>
                Apply(
                    launch,
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(dryRun),
                    cancellationToken
                )
        );
        var list = new Command("list", "Prints the registered clients.");
        list.SetAction((_, cancellationToken) => List(launch, cancellationToken));
        return new Command("clients", "Registered relying parties.")
        {
            apply,
            list,
            Switch(launch, on: false),
            Switch(launch, on: true),
        };
    }

    private static Command Switch(Launch launch, bool on)
    {
        var id = new Argument<string>("CLIENT_ID") { Description = "The client's id." };
        var command = on
            ? new Command("enable", "Lets a disabled client be used again.") { id }
            : new Command("disable", "Ends all that a client holds, and makes it unknown.") { id };
        command.SetAction(
            (parsed, cancellationToken) =>
                Switch(launch, parsed.GetRequiredValue(id), on, cancellationToken)
        );
        return command;
    }

    private static async Task<int> Switch(
        Launch launch,
        string clientId,
        bool on,
        CancellationToken cancellationToken
    )
    {
        await using var app = launch.Build(forCommand: true);
        await DatabasePreparation.Run(app, cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        scope
            .ServiceProvider.GetRequiredService<AuditActor>()
            .IsCommand(on ? "clients enable" : "clients disable");
        var clients = scope.ServiceProvider.GetRequiredService<ClientSwitch>();
        var result = on
            ? await clients.Enable(clientId, cancellationToken)
            : await clients.Disable(clientId, cancellationToken);
        await launch.Output.WriteLineAsync(
            result switch
            {
                ClientSwitchResult.Unknown => throw new StartRefusedException(
                    $"{clientId}: there is no such client."
                ),
                ClientSwitchResult.AlreadySo => $"unchanged: {clientId}",
                _ => $"{(on ? "enabled" : "disabled")}: {clientId}",
            }
        );
        return 0;
    }

    private static async Task<int> Apply(
        Launch launch,
        string file,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        await using var app = launch.Build(forCommand: true);
        await DatabasePreparation.Run(app, cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditActor>().IsCommand("clients apply");
        var result = await scope
            .ServiceProvider.GetRequiredService<ClientsFile>()
            .Apply(file, dryRun, cancellationToken);
        if (result is ClientsApplyResult.Refused refused)
        {
            throw new StartRefusedException(refused.Error);
        }

        var applied = (ClientsApplyResult.Applied)result;
        Print(launch.Output, dryRun ? "would add" : "added", applied.Added);
        Print(launch.Output, dryRun ? "would change" : "changed", applied.Changed);
        Print(launch.Output, "unchanged", applied.Unchanged);
        foreach (var (client, secret) in applied.NewSecrets)
        {
            await launch.Output.WriteLineAsync($"secret of {client}, shown this once: {secret}");
        }

        return 0;
    }

    private static async Task<int> List(Launch launch, CancellationToken cancellationToken)
    {
        await using var app = launch.Build(forCommand: true);
        await DatabasePreparation.Run(app, cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        foreach (
            var client in await scope
                .ServiceProvider.GetRequiredService<ClientsFile>()
                .List(cancellationToken)
        )
        {
            var party = client.FirstParty ? "first-party" : "third-party";
            var kind = client.IsPublic ? "public" : "confidential";
            var state = client.Disabled ? ", disabled" : "";
            await launch.Output.WriteLineAsync(
                $"{client.ClientId}: {client.Name} ({party}, {kind}, {client.Profile}{state})"
            );
        }

        return 0;
    }

    private static void Print(TextWriter output, string what, IReadOnlyList<string> clients)
    {
        foreach (var client in clients)
        {
            output.WriteLine($"{what}: {client}");
        }
    }
}
