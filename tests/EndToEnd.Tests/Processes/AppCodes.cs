using System.Collections.Concurrent;
using OtpNet;

namespace SecureAccess.EndToEnd.Processes;

/// <summary>The authenticator app of a demo person, by the provider's clock.</summary>
public sealed class AppCodes(RunningDemo demo)
{
    private readonly ConcurrentBag<string> given = [];

    /// <summary>Every code that was given out.</summary>
    public IReadOnlyCollection<string> Given => given;

    /// <summary>The code that the app shows now.</summary>
    public async Task<string> Of(DemoPerson person) =>
        await Of(
            person.Ready.AppSecret
                ?? throw new InvalidOperationException($"{person.Id} has no app.")
        );

    /// <summary>The code that an app with this secret shows now.</summary>
    /// <param name="secret">Base32, spaces allowed.</param>
    public async Task<string> Of(string secret)
    {
        var code = new Totp(
            Base32Encoding.ToBytes(secret.Replace(" ", "", StringComparison.Ordinal))
        ).ComputeTotp((await demo.Now()).UtcDateTime);
        given.Add(code);
        return code;
    }
}
