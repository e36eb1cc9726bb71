using System.CommandLine;
using System.Globalization;
using SecureAccess.Audit;
using SecureAccess.Protocol.Signing;

namespace SecureAccess.Hosting.Commands;

/// <summary><c>keys rotate [--now]</c>: the keys that sign tokens.</summary>
internal static class KeyCommands
{
    private const string Published = "/.well-known/jwks";

    public static Command All(Launch launch)
    {
        var now = new Option<bool>("--now")
        {
            Description =
                "For a key that leaked: the new keys sign at once, and nothing that the old ones signed is accepted any more.",
        };
        var rotate = new Command(
            "rotate",
            "Makes the next signing keys now; they sign when they have been published long enough."
        )
        {
            now,
        };
        rotate.SetAction(
            (parsed, cancellationToken) => Rotate(launch, parsed.GetValue(now), cancellationToken)
        );
        return new Command("keys", "The keys that sign tokens.") { rotate };
    }

    private static async Task<int> Rotate(
        Launch launch,
        bool atOnce,
        CancellationToken cancellationToken
    )
    {
        await using var app = launch.Build(forCommand: true);
        await DatabasePreparation.Run(app, cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditActor>().IsCommand("keys rotate");
        var keys = scope.ServiceProvider.GetRequiredService<SigningKeys>();
        if (!atOnce)
        {
            await keys.MakeMissing(cancellationToken);
        }

        foreach (
            var rotation in atOnce
                ? await keys.ReplaceNow(cancellationToken)
                : await keys.Rotate(cancellationToken)
        )
        {
            await Print(launch.Output, rotation);
        }

        await launch.Output.WriteLineAsync(
            atOnce
                ? $"Every node follows within a minute. Access tokens and ID tokens signed before are refused here. Relying parties and APIs must fetch {Published} again and forget the old keys: by the cache header they may keep them for {SigningKeyRules.CacheFor.TotalMinutes:0} minutes, refuse new tokens meanwhile, and still accept what the leaked key signs. Tell those that keep them longer, or that only fetch on an unknown kid: the latter never forget by themselves."
                : $"What was signed before is accepted for {SigningKeyRules.Kept.TotalDays:0} days after a key was replaced."
        );
        return 0;
    }

    private static async Task Print(TextWriter output, KeyRotation rotation)
    {
        var at = rotation.SignsFrom.ToString("u", CultureInfo.InvariantCulture);
        await output.WriteLineAsync(
            rotation.Made
                ? $"{rotation.Algorithm}: made {rotation.KeyId}, which signs from {at}"
                : $"{rotation.Algorithm}: {rotation.KeyId} is published already and signs from {at}"
        );
        foreach (var dropped in rotation.Dropped)
        {
            await output.WriteLineAsync($"{rotation.Algorithm}: dropped {dropped}");
        }
    }
}
