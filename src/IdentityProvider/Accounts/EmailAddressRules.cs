using System.Globalization;
using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;

namespace SecureAccess.Accounts;

/// <summary>The form of email addresses that a message can be sent to; whether there is such a mailbox, a confirmation code shows.</summary>
public static partial class EmailAddressRules
{
    /// <summary>RFC 5321: the longest address, in characters.</summary>
    public const int Longest = 254;

    // RFC 5321, section 4.5.3.1.1.
    private const int LongestLocalPart = 64;

    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    /// <summary>The address without blanks around it and in NFC, or null when it has not the form.</summary>
    public static string? TryRead(string? typed)
    {
        var trimmed = typed?.Trim();
        return trimmed is not null && HasForm(trimmed) ? trimmed.Normalize() : null;
    }

    /// <summary>
    /// One <c>@</c>, before it 1–64 characters without quotes or dots at an end or in a row, after it a domain of at least two parts; at
    /// most 254 characters in all, none of them a blank, a control or an invisible one. Letters of any language are allowed on both
    /// sides (RFC 6531).
    /// </summary>
    public static bool HasForm(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        // A parser of messages must see the same: no name, no comment, no second address beside it.
        return typed.Length <= Longest
            && IsVisible(typed)
            && MailAddress.TryCreate(typed, out var read)
            && read.Address == typed.Normalize()
            && read.User.Length <= LongestLocalPart
            && LocalPart().IsMatch(read.User)
            && IsDomain(read.Host);
    }

    // Two addresses that look alike must be alike: an invisible character would make another of the same mailbox.
    private static bool IsVisible(string text) =>
        !text.Contains('\ufffe', StringComparison.Ordinal)
        && text.EnumerateRunes()
            .All(rune =>
                rune != Rune.ReplacementChar
                && !Rune.IsWhiteSpace(rune)
                && Rune.GetUnicodeCategory(rune)
                    is not (
                        UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.OtherNotAssigned
                        or UnicodeCategory.PrivateUse
                    )
            );

    private static bool IsDomain(string host)
    {
        try
        {
            return Domain().IsMatch(Domains.GetAscii(host)) && !host.EndsWith('.');
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // RFC 5322, dot-atom, with the characters beyond ASCII of RFC 6531.
    [GeneratedRegex(
        @"^[\w!#$%&'*+/=?^`{|}~\u0080-\uffff-]+(\.[\w!#$%&'*+/=?^`{|}~\u0080-\uffff-]+)*\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex LocalPart();

    // The last part is no number: that would be an address of the network. The rest of the form is IdnMapping's.
    [GeneratedRegex(@"\.(?!\d+\z)[^.]{2,}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Domain();
}
