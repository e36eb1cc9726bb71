using Microsoft.Extensions.Options;

namespace SecureAccess.Accounts;

/// <summary>
/// R7, D9: the password protocols of today, with their version. A password that met an older version is checked by these at its next
/// sign-in, where it is known in clear.
/// </summary>
public sealed class PasswordPolicy(IOptions<PasswordOptions> options)
{
    /// <summary>The version; it only grows.</summary>
    public int Version => options.Value.PolicyVersion;

    /// <summary>The fewest characters (code points) of a password.</summary>
    public int Shortest => options.Value.ShortestLength;

    /// <summary>What stands against a password today; null when it may be used.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="contextWords">The username and the email addresses, as far as known.</param>
    public PasswordProblem? FirstProblem(string password, IReadOnlyList<string> contextWords) =>
        PasswordRules.FirstProblem(password, contextWords, Shortest);
}
