using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace SecureAccess.EndToEnd.Leaks;

/// <summary>
/// Looks for known values in text and in bytes: as they are (whatever the case), as UTF-16, as base64 and base64url at each
/// alignment, and as hexadecimal. Numbers (codes, card and taxpayer numbers) count in text as a whole run of digits, short names as a
/// whole word.
/// </summary>
public sealed partial class LeakSearch
{
    // Shorter runs of digits would be found in random bytes by chance.
    private const int ShortestNumberInBytes = 8;

    // Two or three bytes in a row are in every large ciphertext.
    private const int ShortestWordInBytes = 4;
    private readonly List<(string Needle, KnownValue Value)> textNeedles = [];
    private readonly List<(string Needle, KnownValue Value)> byteNeedles = [];
    private readonly Dictionary<string, KnownValue> numbers = [];
    private readonly Dictionary<string, KnownValue> words = new(StringComparer.OrdinalIgnoreCase);
    private readonly SearchValues<string> anyInText;
    private readonly SearchValues<string> anyInBytes;

    /// <summary>Prepares the search for these values.</summary>
    public LeakSearch(IEnumerable<KnownValue> values)
    {
        foreach (var value in values.DistinctBy(value => value.Text))
        {
            var encoded = Encoded(value.Text).ToList();
            if (value.IsNumber)
            {
                numbers[value.Text] = value;
                if (value.Text.Length >= ShortestNumberInBytes)
                {
                    byteNeedles.Add((value.Text, value));
                    textNeedles.AddRange(encoded.Select(needle => (needle, value)));
                    byteNeedles.AddRange(encoded.Select(needle => (needle, value)));
                }

                continue;
            }

            if (value.IsWord)
            {
                words[value.Text] = value;
                if (Utf8(value.Text) is { Length: >= ShortestWordInBytes } needle)
                {
                    byteNeedles.Add((needle, value));
                }

                continue;
            }

            foreach (var needle in encoded.Prepend(Utf8(value.Text)))
            {
                textNeedles.Add((needle, value));
                byteNeedles.Add((needle, value));
            }
        }

        anyInText = SearchValues.Create(
            [.. textNeedles.Select(needle => needle.Needle)],
            StringComparison.OrdinalIgnoreCase
        );
        anyInBytes = SearchValues.Create(
            [.. byteNeedles.Select(needle => needle.Needle)],
            StringComparison.OrdinalIgnoreCase
        );
    }

    /// <summary>The kinds of the values that stand in a text.</summary>
    public IEnumerable<string> In(string text) =>
        Found(Utf8(text), anyInText, textNeedles)
            .Concat(Numbers(text))
            .Concat(Words(text))
            .Distinct();

    /// <summary>The kinds of the values that stand in bytes.</summary>
    public IEnumerable<string> In(byte[] bytes) =>
        Found(Encoding.Latin1.GetString(bytes), anyInBytes, byteNeedles).Distinct();

    /// <summary>
    /// The kinds of the values that stand in an address, percent-encoded or not, apart from what OAuth itself puts there (the
    /// authorization code, state, <c>id_token_hint</c>, a client's <c>login_hint</c>) and the development inbox's <c>to</c>.
    /// </summary>
    public IEnumerable<string> InAddress(string address)
    {
        var rest =
            address.Contains("/dev/inbox", StringComparison.Ordinal)
                ? InboxTo().Replace(address, "$1")
            : AllowedByOAuth().IsMatch(address) ? OAuthParameters().Replace(address, "$1")
            : address;
        return In(rest).Concat(In(Uri.UnescapeDataString(rest))).Distinct();
    }

    /// <summary>Whether a log line holds a query string.</summary>
    public static bool HasQueryString(string line) => QueryString().IsMatch(line);

    private static IEnumerable<string> Found(
        string haystack,
        SearchValues<string> any,
        List<(string Needle, KnownValue Value)> needles
    ) =>
        haystack.AsSpan().ContainsAny(any)
            ? needles
                .Where(needle =>
                    haystack.Contains(needle.Needle, StringComparison.OrdinalIgnoreCase)
                )
                .Select(needle => needle.Value.Kind)
            : [];

    private IEnumerable<string> Numbers(string text) =>
        Digits()
            .Matches(text)
            .Where(run =>
                numbers.ContainsKey(run.Value)
                && !IsPartOfSomethingOpaque(text, run)
                && !IsFraction(text, run)
            )
            .Select(run => numbers[run.Value].Kind);

    // A word is what stands between spaces, quotes and the like; with dots, dashes and underscores inside it is a username or a host.
    private IEnumerable<string> Words(string text) =>
        words.Count == 0
            ? []
            : Word()
                .Matches(text)
                .Where(word => words.ContainsKey(word.Value.Trim('.', '-', '_')))
                .Select(word => words[word.Value.Trim('.', '-', '_')].Kind);

    // Digits inside a long handle, hash or GUID are chance.
    private static bool IsPartOfSomethingOpaque(string text, Match run)
    {
        static bool IsHandle(char c) =>
            char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '+' or '/';
        var (start, end) = (run.Index, run.Index + run.Length);
        while (start > 0 && IsHandle(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && IsHandle(text[end]))
        {
            end++;
        }

        var token = text[start..end];
        return token.Length >= 24
            && token.Any(char.IsAsciiLetter)
            && !token.Contains("//", StringComparison.Ordinal)
            && token.Count(c => c == '/') < 2;
    }

    // 0.123456 seconds.
    private static bool IsFraction(string text, Match run) =>
        run.Index >= 2 && text[run.Index - 1] == '.' && char.IsAsciiDigit(text[run.Index - 2]);

    // Every byte of the UTF-8 form as one char: texts and bytes are searched alike.
    private static string Utf8(string text) =>
        Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Encoded(string text)
    {
        yield return Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(text));
        var bytes = Encoding.UTF8.GetBytes(text);
        yield return Convert.ToHexString(bytes);
        for (var offset = 0; offset < 3; offset++)
        {
            var base64 = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var first = (offset * 8 + 5) / 6;
            var inner = base64[first..((offset + bytes.Length) * 8 / 6)];
            yield return inner;
            yield return inner.Replace('+', '-').Replace('/', '_');
        }
    }

    [GeneratedRegex(@"[\p{L}\p{N}._@+/-]+")]
    private static partial Regex Word();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"[?&][A-Za-z_][A-Za-z0-9_.\-]*=")]
    private static partial Regex QueryString();

    [GeneratedRegex(@"/(connect/(authorize|logout)|callback|signed-out)\?")]
    private static partial Regex AllowedByOAuth();

    [GeneratedRegex("([?&])(?:code|state|id_token_hint|login_hint)=[^&]*")]
    private static partial Regex OAuthParameters();

    [GeneratedRegex("([?&])to=[^&]*")]
    private static partial Regex InboxTo();
}
