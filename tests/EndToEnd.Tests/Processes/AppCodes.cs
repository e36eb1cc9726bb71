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
    public async Task<string> Of(DemoPerson person)
    {
        var secret =
            person.Ready.AppSecret
            ?? throw new InvalidOperationException($"{person.Id} has no app.");
        var code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(
            (await demo.Now()).UtcDateTime
        );
        given.Add(code);
        return code;
    }
}
