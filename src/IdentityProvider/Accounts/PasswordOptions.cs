using System.ComponentModel.DataAnnotations;

namespace SecureAccess.Accounts;

/// <summary>The settings under <c>Passwords</c>.</summary>
public sealed class PasswordOptions
{
    /// <summary><c>Argon2id</c> (the default) or <c>Pbkdf2</c>, which FIPS 140 environments need (D8).</summary>
    [RegularExpression(
        "^(Argon2id|Pbkdf2)$",
        ErrorMessage = "Passwords:Algorithm must be Argon2id or Pbkdf2."
    )]
    public string Algorithm { get; init; } = "Argon2id";

    /// <summary>Hashes computed at one time; 0 means one for each processor but one, so that a flood of sign-ins cannot starve the rest.</summary>
    [Range(0, 256, ErrorMessage = "Passwords:Parallel must be 0 to 256.")]
    public int Parallel { get; init; }

    /// <summary>Sign-ins that may wait for a hash; beyond it the answer is "busy".</summary>
    [Range(1, 100_000, ErrorMessage = "Passwords:Waiting must be 1 to 100000.")]
    public int Waiting { get; init; } = 256;
}
