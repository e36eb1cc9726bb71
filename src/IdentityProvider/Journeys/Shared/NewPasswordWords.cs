using Microsoft.Extensions.Localization;
using SecureAccess.Accounts;

namespace SecureAccess.Journeys.Shared;

/// <summary>Says what a new password must be, and what stands against one (D8, D9): the same words wherever one is chosen.</summary>
public sealed class NewPasswordWords(PasswordPolicy policy, IStringLocalizer<SharedTexts> texts)
{
    /// <summary>What it must be, in a line.</summary>
    public string Hint => texts["NewPassword.Hint", policy.Shortest];

    /// <summary>That it is the one that the account has now.</summary>
    public string SameAsNow => texts["NewPassword.SameAsNow"];

    /// <summary>That too many passwords are being hashed.</summary>
    public string Busy => texts["NewPassword.Busy"];

    /// <summary>What stands against a password, or null.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="contextWords">The username and the email addresses, as far as known.</param>
    public string? ProblemOf(string? typed, IReadOnlyList<string> contextWords) =>
        policy.FirstProblem(typed ?? "", contextWords) is { } problem ? Say(problem) : null;

    /// <summary>What stands against a password, in words.</summary>
    public string Say(PasswordProblem problem) =>
        texts[
            $"NewPassword.{problem}",
            problem == PasswordProblem.TooLong ? PasswordRules.Longest : policy.Shortest
        ];
}
