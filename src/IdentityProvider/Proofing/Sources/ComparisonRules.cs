using System.Globalization;
using System.Text;

namespace SecureAccess.Proofing.Sources;

/// <summary>When two ways of writing mean the same.</summary>
public static class ComparisonRules
{
    private const string UnitedStates = "US";

    /// <summary>Names, streets and cities: case, diacritics, punctuation and repeated blanks do not count; a dash or comma is a blank.</summary>
    public static bool SameWords(string one, string other) => Words(one) == Words(other);

    /// <summary>States and countries: only case does not count.</summary>
    public static bool SameCode(string one, string other) =>
        string.Equals(one?.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Postal codes: in the United States by the first five digits, elsewhere without blanks, dashes and case.</summary>
    public static bool SamePostalCode(string one, string other, string country) =>
        SameCode(country, UnitedStates)
            ? FirstFive(one) is { } five && five == FirstFive(other)
            : Words(one).Replace(" ", "", StringComparison.Ordinal)
                == Words(other).Replace(" ", "", StringComparison.Ordinal);

    private static string? FirstFive(string code)
    {
        var trimmed = code?.Trim() ?? "";
        return trimmed.Length >= 5 && trimmed[..5].All(char.IsAsciiDigit) ? trimmed[..5] : null;
    }

    private static string Words(string? text)
    {
        var plain = new StringBuilder();
        foreach (var character in (text ?? "").Normalize(NormalizationForm.FormKD))
        {
            plain.Append(Plain(character));
        }

        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToUpperInvariant();
    }

    private static string Plain(char character) =>
        char.GetUnicodeCategory(character) switch
        {
            UnicodeCategory.NonSpacingMark
            or UnicodeCategory.ModifierSymbol
            or UnicodeCategory.Format => "",
            UnicodeCategory.DashPunctuation or UnicodeCategory.SpaceSeparator => " ",
            UnicodeCategory.Control => " ",
            _ when character is ',' or ';' or '/' => " ",
            _ when char.IsPunctuation(character) => "",
            _ => Stroked(character),
        };

    // Letters whose diacritic is part of them, so that no normal form takes it off.
    private static string Stroked(char character) =>
        character switch
        {
            'ø' or 'Ø' => "o",
            'ł' or 'Ł' => "l",
            'đ' or 'Đ' => "d",
            'ı' => "i",
            'ß' or 'ẞ' => "ss",
            'æ' or 'Æ' => "ae",
            'œ' or 'Œ' => "oe",
            _ => character.ToString(),
        };
}
