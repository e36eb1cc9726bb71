using System.Text;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>Reads id and secret out of an <c>Authorization: Basic</c> header (RFC 7617, RFC 6749 2.3.1: both are form-urlencoded). Pure.</summary>
internal static class BasicCredentialRules
{
    /// <summary>The scheme with the blank that ends it.</summary>
    public const string Scheme = "Basic ";

    private const int LongestHeader = 4096;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Whether the header is of this scheme.</summary>
    public static bool Is(string? header) =>
        header?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Id and secret, or null when the header holds none.</summary>
    public static (string Id, string Secret)? Read(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header.Length > LongestHeader)
        {
            return null;
        }

        try
        {
            var text = Utf8.GetString(Convert.FromBase64String(header[Scheme.Length..].Trim()));
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon <= 0 ? null : (Decoded(text[..colon]), Decoded(text[(colon + 1)..]));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
