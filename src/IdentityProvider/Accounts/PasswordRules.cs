using System.Text;

namespace SecureAccess.Accounts;

/// <summary>Why a password may not be used.</summary>
public enum PasswordProblem
{
    /// <summary>Nothing was typed.</summary>
    Empty,

    /// <summary>Unicode has no normal form of it: it holds halves of characters, or what is no character.</summary>
    NotText,

    /// <summary>Fewer characters than the policy asks for; at least <see cref="PasswordRules.Shortest"/>.</summary>
    TooShort,

    /// <summary>More than <see cref="PasswordRules.Longest"/> characters.</summary>
    TooLong,

    /// <summary>It contains the username, the email address or the name of the product.</summary>
    ContainsContext,

    /// <summary>It is made of common passwords, words, names, dates or rows of keys, and of little else.</summary>
    Common,

    /// <summary>It is made of very few different characters, or of a short piece typed again and again.</summary>
    Repetitive,
}

/// <summary>
/// D8: at least 12 code points, at most 128, any Unicode, counted in the normal form (NFC) in which a password is hashed; no rules of
/// composition; nothing that an attacker tries first.
/// </summary>
public static class PasswordRules
{
    /// <summary>D8: the fewest code points, after NFC.</summary>
    public const int Shortest = 12;

    /// <summary>D8: the most code points, after NFC.</summary>
    public const int Longest = 128;

    // A name of three letters is part of too many words.
    private const int ShortestContextWord = 4;
    private const int FewestDifferent = 5;

    // Blanks, hyphens and case are ignored.
    private const string ProductName = "Secure Access";

    /// <summary>What stands against a password; null when it may be used.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="contextWords">
    /// The username and the email address, as far as known; of an address the part before the <c>@</c> counts by itself too. The name
    /// of the product is added here. Case, blanks and punctuation are ignored; what is then shorter than 4 characters does not count.
    /// </param>
    /// <param name="shortest">The fewest code points that today's policy allows; never fewer than <see cref="Shortest"/>.</param>
    /// <returns>The first problem in the order: empty, no text, too short, too long, context, repetitive, common.</returns>
    public static PasswordProblem? FirstProblem(
        string password,
        IReadOnlyList<string> contextWords,
        int shortest = Shortest
    )
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(contextWords);
        if (password.Length == 0)
        {
            return PasswordProblem.Empty;
        }

        // What sign-in does not take may not be chosen; nor is time spent on it.
        if (password.Length > Passwords.LongestInput)
        {
            return PasswordProblem.TooLong;
        }

        if (!IsText(password))
        {
            return PasswordProblem.NotText;
        }

        var text = password.Normalize(NormalizationForm.FormC);
        var runes = text.EnumerateRunes().Select(Rune.ToUpperInvariant).ToArray();
        return runes.Length switch
        {
            _ when runes.Length < Math.Max(shortest, Shortest) => PasswordProblem.TooShort,
            > Longest => PasswordProblem.TooLong,
            _ when ContainsContext(text, contextWords) => PasswordProblem.ContainsContext,
            _ when IsRepetitive(runes) => PasswordProblem.Repetitive,
            _ when CommonPasswords.AreMostOf(Piece(text, runes)) => PasswordProblem.Common,
            _ => null,
        };
    }

    /// <summary>Letters and digits only, without accents: what is left of a text when its spelling is ignored. Case stays.</summary>
    internal static string LettersAndDigits(string text) =>
        string.Concat(
            text.Normalize(NormalizationForm.FormKD).EnumerateRunes().Where(Rune.IsLetterOrDigit)
        );

    // U+FFFD is what EnumerateRunes makes of half a character. The same is asked at sign-in.
    private static bool IsText(string text) =>
        !text.Contains('\ufffe', StringComparison.Ordinal)
        && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    private static bool ContainsContext(string text, IEnumerable<string> words)
    {
        var bare = LettersAndDigits(text);
        return words
            .SelectMany(word => new[] { word, word.Split('@')[0] })
            .Append(ProductName)
            .Where(IsText)
            .Select(LettersAndDigits)
            .Any(word =>
                word.Length >= ShortestContextWord
                && bare.Contains(word, StringComparison.OrdinalIgnoreCase)
            );
    }

    // A password of a few characters stays one when it is typed more than once.
    private static bool IsRepetitive(Rune[] runes) =>
        runes.Distinct().Count() < FewestDifferent || Period(runes) < Shortest;

    // A piece typed twice is as good as the piece.
    private static string Piece(string text, Rune[] runes) =>
        string.Concat(text.EnumerateRunes().Take(Period(runes)));

    // The length of the shortest piece of which the text is at least two in a row, the last perhaps cut; else that of the text.
    private static int Period(Rune[] runes)
    {
        var period = 1;
        while (
            period * 2 <= runes.Length
            && !runes.AsSpan(period).SequenceEqual(runes.AsSpan(0, runes.Length - period))
        )
        {
            period++;
        }

        return period * 2 <= runes.Length ? period : runes.Length;
    }
}
