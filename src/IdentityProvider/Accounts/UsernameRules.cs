using System.Text.RegularExpressions;

namespace SecureAccess.Accounts;

/// <summary>The form of usernames (D21).</summary>
public static partial class UsernameRules
{
    /// <summary>6–32 of <c>a–z 0–9 . _ -</c> in any case, beginning with a letter; never <c>@</c>.</summary>
    public static bool HasForm(string? username) =>
        username is not null && Form().IsMatch(username);

    /// <summary>True for what can only be an email address; usernames never hold <c>@</c>.</summary>
    public static bool IsEmailAddress(string name) => name.Contains('@', StringComparison.Ordinal);

    // D21. \z and not $: no trailing line feed.
    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9._-]{5,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
