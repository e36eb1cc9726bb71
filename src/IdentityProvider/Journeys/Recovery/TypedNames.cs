using SecureAccess.Accounts;
using SecureAccess.Journeys.Shared;

namespace SecureAccess.Journeys.Recovery;

/// <summary>What stands against a name as it was typed, by its form alone: known and unknown are alike.</summary>
internal static class TypedNames
{
    /// <summary>The key of the text that says what is wrong with a username or email address; null when nothing is.</summary>
    public static string? ProblemOfName(string? name) =>
        name switch
        {
            _ when string.IsNullOrWhiteSpace(name) => "Name.Empty",
            { Length: > SingleLine.LongestName } => "Name.TooLong",
            _ when !SingleLine.IsPlain(name) => "Name.NotText",
            _ => null,
        };

    /// <summary>The key of the text that says what is wrong with an email address; null when nothing is.</summary>
    public static string? ProblemOfEmail(string? email) =>
        email switch
        {
            _ when string.IsNullOrWhiteSpace(email) => "Email.Empty",
            { Length: > SingleLine.LongestName } => "Email.TooLong",
            _ when EmailAddressRules.TryRead(email) is null => "Email.NotForm",
            _ => null,
        };
}
