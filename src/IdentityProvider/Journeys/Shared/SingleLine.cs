namespace SecureAccess.Journeys.Shared;

/// <summary>What no line of text in a form may be, whatever it is for.</summary>
public static class SingleLine
{
    /// <summary>The longest name or email address: RFC 5321 allows 254 characters.</summary>
    public const int LongestName = 254;

    /// <summary>False when Unicode has no normal form of it: it holds halves of characters, or U+FFFE, which is none.</summary>
    public static bool IsText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return !text.Contains('\ufffe', StringComparison.Ordinal)
            && !text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar);
    }

    /// <summary>False when it holds control characters, or is not text.</summary>
    public static bool IsPlain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return !text.Any(char.IsControl) && IsText(text);
    }
}
