using System.Text;

namespace SecureAccess.Accounts;

/// <summary>
/// D8's list of common passwords and words, as zxcvbn keeps it: 30,000 passwords and 30,000 English words by frequency, names, and the
/// patterns of keyboards, dates, sequences and letters written as digits. It estimates how many guesses an attacker needs who tries
/// these first and in this order.
/// </summary>
internal static class CommonPasswords
{
    // Two common words and a year come to about 26 bits, three words with blanks between them to 38 and more.
    private const double FewestBits = 32;

    // The same without blanks, punctuation and accents, which say little between letters as long as they are one or two kinds of them:
    // "p a s s w o r d".
    private const double FewestBitsOfLetters = 20;
    private const int FewKinds = 2;

    // The library's time grows with the square of the length: 40 ms for 128 characters, 10 ms for 64.
    private const int LongestPiece = 64;

    private static readonly Zxcvbn.Zxcvbn Library = new();

    /// <summary>True for a text that is made of common passwords, words and patterns, and of little else.</summary>
    public static bool AreMostOf(string text) =>
        HasFewerBits(text, FewestBits)
        || (
            text.EnumerateRunes().Where(rune => !Rune.IsLetterOrDigit(rune)).Distinct().Count()
                <= FewKinds
            && HasFewerBits(PasswordRules.LettersAndDigits(text), FewestBitsOfLetters)
        );

    private static bool HasFewerBits(string text, double fewest)
    {
        var bits = 0.0;
        for (var start = 0; start < text.Length && bits < fewest; start += LongestPiece)
        {
            var piece = text.Substring(start, Math.Min(LongestPiece, text.Length - start));
            bits += Library.EvaluatePassword(piece, []).Entropy;
        }

        return bits < fewest;
    }
}
