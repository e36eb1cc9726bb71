using System.Net;
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
        return client.TlsClientAuthName is { } name
            && client.TlsClientAuthField switch
            {
                CertificateNameRules.Subject => HasSubject(certificate, name),
                CertificateNameRules.Dns => AlternativeNames
                    .Of(certificate)
                    .Dns.Contains(name, StringComparer.OrdinalIgnoreCase),
                CertificateNameRules.Uri => AlternativeNames.Of(certificate).Uris.Contains(name),
                CertificateNameRules.Email => AlternativeNames
                    .Of(certificate)
                    .Emails.Contains(name),
                CertificateNameRules.Ip => IPAddress.TryParse(name, out var address)
                    && AlternativeNames.Of(certificate).Addresses.Contains(address),
                _ => false,
            };
    }

    /// <summary>Whether it is, byte for byte, one of those registered for <c>self_signed_tls_client_auth</c>, and valid now.</summary>
    public static bool IsRegistered(X509Certificate2 certificate, Client client, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(client);
        var shown = certificate.RawData;
        // The bytes first: nothing in a foreign certificate has to be readable.
        return client.JsonWebKeySet is { } jwks
            && new JsonWebKeySet(jwks).Keys.Any(key =>
                key.X5c.Count > 0
                && CryptographicOperations.FixedTimeEquals(
                    Convert.FromBase64String(key.X5c[0]),
                    shown
                )
            )
            && certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime
            && certificate.NotAfter.ToUniversalTime() > now.UtcDateTime;
    }

    // Part by part, since one name has several encodings.
    private static bool HasSubject(X509Certificate2 certificate, string registered) =>
        Parts(certificate.SubjectName) is { } shown
        && Parts(new X500DistinguishedName(registered)) is { } wanted
        && shown.SequenceEqual(wanted);

    private static List<(string? Type, string? Value)>? Parts(X500DistinguishedName name)
    {
        try
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
        catch (CryptographicException)
        {
            // A text that its encoding does not allow: no registered name has one.
            return null;
        }
    }
}
