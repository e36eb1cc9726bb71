using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Clients;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>Whether a certificate is the one that a client registered (RFC 8705 2). Whether its authority is trusted is asked elsewhere. Pure.</summary>
internal static class CertificateRules
{
    /// <summary>Whether it names the client as registered for <c>tls_client_auth</c>.</summary>
    public static bool Names(X509Certificate2 certificate, Client client)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(client);
        return client switch
        {
            { TlsClientAuthSubjectDn: { } subject } => HasSubject(certificate, subject),
            { TlsClientAuthSanDns: { } name } => certificate
                .Extensions.OfType<X509SubjectAlternativeNameExtension>()
                .SelectMany(extension => extension.EnumerateDnsNames())
                .Contains(name, StringComparer.OrdinalIgnoreCase),
            _ => false,
        };
    }

    /// <summary>Whether it is, byte for byte, one of those registered for <c>self_signed_tls_client_auth</c>, and valid now.</summary>
    public static bool IsRegistered(X509Certificate2 certificate, Client client, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(client);
        var shown = certificate.RawData;
        return client.JsonWebKeySet is { } jwks
            && certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime
            && certificate.NotAfter.ToUniversalTime() > now.UtcDateTime
            && new JsonWebKeySet(jwks).Keys.Any(key =>
                key.X5c.Count > 0
                && CryptographicOperations.FixedTimeEquals(
                    Convert.FromBase64String(key.X5c[0]),
                    shown
                )
            );
    }

    // Part by part, since one name has several encodings.
    private static bool HasSubject(X509Certificate2 certificate, string registered) =>
        Parts(certificate.SubjectName) is { } shown
        && Parts(new X500DistinguishedName(registered)) is { } wanted
        && shown.SequenceEqual(wanted);

    private static List<(string? Type, string? Value)>? Parts(X500DistinguishedName name)
    {
        var parts = name.EnumerateRelativeDistinguishedNames().ToList();
        return parts.Count == 0 || parts.Any(part => part.HasMultipleElements)
            ? null
            :
            [
                .. parts.Select(part =>
                    (part.GetSingleElementType().Value, part.GetSingleElementValue())
                ),
            ];
    }
}
