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

    /// <summary>
    /// D9: the version of the password policy, raised whenever its rules are: a password that was found to meet an older version is
    /// checked again at its next sign-in (R7).
    /// </summary>
    [Range(1, 1_000_000, ErrorMessage = "Passwords:PolicyVersion must be 1 to 1000000.")]
    public int PolicyVersion { get; init; } = 1;

    /// <summary>D8: the fewest characters (code points) of a password, 12 to 64.</summary>
    [Range(PasswordRules.Shortest, 64, ErrorMessage = "Passwords:ShortestLength must be 12 to 64.")]
    public int ShortestLength { get; init; } = PasswordRules.Shortest;

    /// <summary>Hashes computed at one time; 0 means one for each processor but one, so that a flood of sign-ins cannot starve the rest.</summary>
    [Range(0, 256, ErrorMessage = "Passwords:Parallel must be 0 to 256.")]
    public int Parallel { get; init; }

    /// <summary>Sign-ins that may wait for a hash; beyond it the answer is "busy".</summary>
    [Range(1, 100_000, ErrorMessage = "Passwords:Waiting must be 1 to 100000.")]
    public int Waiting { get; init; } = 256;
}
