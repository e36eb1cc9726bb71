using OtpNet;

namespace SecureAccess.Authenticators;

/// <summary>What the entry of an app code is worth.</summary>
/// <param name="Step">The 30-second step whose code it is; null when it is of no accepted step.</param>
public readonly record struct AppCodeMatch(long? Step);

/// <summary>
/// R20, D3: TOTP (RFC 6238) with SHA-1, six digits and steps of 30 seconds. The current and the one preceding step are accepted and no
/// future one, so that a code lives at most 60 seconds and every mainstream app works.
/// </summary>
public static class AppCodeRules
{
    /// <summary>Length of a step.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    // D3: one step back, none ahead.
    private static readonly VerificationWindow Window = new(previous: 1, future: 0);

    /// <summary>Finds the step that a code belongs to.</summary>
    /// <param name="secret">Base32.</param>
    /// <param name="code">Six digits.</param>
    /// <param name="now">The server's time.</param>
    public static AppCodeMatch Match(string secret, string code, DateTimeOffset now)
    {
        var totp = new Totp(
            Base32Encoding.ToBytes(secret),
            (int)Step.TotalSeconds,
            OtpHashMode.Sha1,
            totpSize: 6
        );
        return new AppCodeMatch(
            totp.VerifyTotp(now.UtcDateTime, code, out var step, Window) ? step : null
        );
    }
}
