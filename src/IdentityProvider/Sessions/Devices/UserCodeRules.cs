using System.Security.Cryptography;

namespace SecureAccess.Sessions.Devices;

/// <summary>
/// The code that a device shows and a person types (RFC 8628 6.1): eight letters out of twenty, without vowels, so that no word comes out,
/// and without letters that look alike. Pure, but for chance.
/// </summary>
public static class UserCodeRules
{
    /// <summary>Letters of a code.</summary>
    public const int Length = 8;

    /// <summary>The longest text that is looked at; more is no code.</summary>
    public const int LongestTyped = 64;

    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";

    /// <summary>A new one, in the one form in which codes are compared.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>As devices and pages show it: two halves, with a dash between.</summary>
    public static string Shown(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";
    }

    /// <summary>What was typed, in the form in which codes are compared: without blanks and dashes, in capitals. Null: it is no code.</summary>
    public static string? Read(string? typed)
    {
        if (typed is not { Length: > 0 and <= LongestTyped })
        {
            return null;
        }

        var letters = string.Concat(
            typed.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)
        );
        return letters.Length == Length && letters.All(Letters.Contains) ? letters : null;
    }
}
