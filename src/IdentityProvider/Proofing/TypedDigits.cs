namespace SecureAccess.Proofing;

/// <summary>Reads numbers as people type them: spaces and dashes are for the eye.</summary>
internal static class TypedDigits
{
    // Far beyond any number that is asked for.
    private const int Longest = 64;

    /// <summary>What was typed without spaces and dashes; null when there is nothing else.</summary>
    public static string? Compact(string? typed) =>
        typed is null ? null
        : typed.Length > Longest ? typed
        : string.Concat(typed.Where(character => !IsSeparator(character)))
            is { Length: > 0 } compact
            ? compact
        : null;

    /// <summary>Whether it consists of the digits 0 to 9 and nothing else; other scripts' digits are none.</summary>
    public static bool AreDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static bool IsSeparator(char character) =>
        char.IsWhiteSpace(character) || character is '-' or '\u2010' or '\u2011' or '\u2013';
}
