using System.CommandLine;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Journeys.Recovery;

namespace SecureAccess.Hosting.Commands;

/// <summary><c>accounts compromised FILE</c>: marks passwords that others know (D9).</summary>
internal static class CompromisedCommand
{
    public static Command Of(Launch launch)
    {
        var file = new Argument<string>("FILE") { Description = "One username a line." };
        var compromised = new Command(
            "compromised",
            "Marks passwords that others know: their sessions end, and they must be changed."
        )
        {
            file,
        };
        compromised.SetAction(
            (parsed, cancellationToken) =>
                Compromised(launch, parsed.GetRequiredValue(file), cancellationToken)
        );
        return compromised;
    }

    private static async Task<int> Compromised(
        Launch launch,
        string file,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(file))
        {
            throw new StartRefusedException($"There is no file {file}.");
        }

        await using var app = launch.Build(forCommand: true);
        await DatabasePreparation.Run(app, cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditActor>().IsCommand("accounts compromised");
        var accounts = scope.ServiceProvider.GetRequiredService<AccountLookup>();
        var secure = scope.ServiceProvider.GetRequiredService<SecureAccount>();
        var (number, unknown) = (0, 0);
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
        {
            number++;
            var username = line.Trim();
            if (username.Length == 0)
            {
                continue;
            }

            var account = UsernameRules.HasForm(username)
                ? await accounts.ByName(username, cancellationToken)
                : null;
            var happened =
                account is null ? "unknown"
                : await secure.PasswordIsKnown(account.Id, cancellationToken) ? "marked"
                : "marked before, or without a password";
            unknown += account is null ? 1 : 0;
            await launch.Output.WriteLineAsync($"line {number}: {Shown(username)}: {happened}");
        }

        return unknown == 0 ? 0 : 1;
    }

    // What is no username may be anything, a password among it: it is not repeated.
    private static string Shown(string username) =>
        UsernameRules.HasForm(username) ? username : "(no username)";
}
