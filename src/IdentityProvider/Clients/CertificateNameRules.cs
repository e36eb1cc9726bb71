using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SecureAccess.Clients;

/// <summary>The one thing in a client's certificate that names it (RFC 8705 2.1.2).</summary>
/// <param name="Field">One of <see cref="CertificateNameRules.Fields"/>.</param>
/// <param name="Value">What must stand there.</param>
public sealed record CertificateName(string Field, string Value);

/// <summary>What a registration may say about the name in its certificate (<c>tls_client_auth</c>). Pure.</summary>
public static class CertificateNameRules
{
    /// <summary>The certificate's subject, as RFC 4514 writes it.</summary>
    public const string Subject = "tls_client_auth_subject_dn";

    /// <summary>A DNS name among its alternative names.</summary>
    public const string Dns = "tls_client_auth_san_dns";

    /// <summary>A URI among its alternative names.</summary>
    public const string Uri = "tls_client_auth_san_uri";

    /// <summary>An IP address among its alternative names.</summary>
    public const string Ip = "tls_client_auth_san_ip";

    /// <summary>An email address among its alternative names.</summary>
    public const string Email = "tls_client_auth_san_email";

    private const int LongestName = 500;

    /// <summary>The names of RFC 8705 2.1.2.</summary>
    public static IReadOnlyList<string> Fields { get; } = [Subject, Dns, Uri, Ip, Email];

    /// <summary>Reads the name: exactly one where it is wanted, so that it is clear what decides, and none elsewhere.</summary>
    internal static CertificateName? Read(RegistrationReader reader, bool wanted)
    {
        var given = Fields.Where(reader.Has).ToList();
        if (!wanted)
        {
            return given.Count == 0
                ? null
                : throw new RegistrationException(given[0], "goes with tls_client_auth only.");
        }

        if (given.Count != 1)
        {
            throw new RegistrationException(
                given.Count == 0 ? Subject : given[1],
                $"tls_client_auth needs exactly one of {string.Join(", ", Fields)}."
            );
        }

        var value = reader.RequiredText(given[0]);
        return value.Length <= LongestName && IsName(given[0], value)
            ? new CertificateName(given[0], value)
            : throw new RegistrationException(
                given[0],
                given[0] == Subject
                    ? $"must be a distinguished name of at most {LongestName} characters, as RFC 4514 writes it."
                    : "is not of the form that its name says."
            );
    }

    private static bool IsName(string field, string value) =>
        field switch
        {
            Subject => IsDistinguishedName(value),
            Dns => System.Uri.CheckHostName(value) == UriHostNameType.Dns,
            Uri => System.Uri.TryCreate(value, UriKind.Absolute, out _),
            // Shorter and octal forms of an IPv4 address mean one thing to one reader and another to the next.
            Ip => IPAddress.TryParse(value, out var address)
                && (value.Contains(':') || address.ToString() == value),
            _ => MailAddress.TryCreate(value, out var mailbox) && mailbox.Address == value,
        };

    private static bool IsDistinguishedName(string text)
    {
        try
        {
            return new X500DistinguishedName(text).EnumerateRelativeDistinguishedNames().ToArray()
                    is { Length: > 0 } parts
                && parts.All(part => !part.HasMultipleElements);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
