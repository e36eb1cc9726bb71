using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SecureAccess.Tests.Protocol.Certificates;

/// <summary>An authority of certificates made for one test; all it issues is real.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 root;
    private readonly DateTimeOffset now;

    /// <summary>An authority whose own certificate is valid for years around a moment.</summary>
    public TestAuthority(DateTimeOffset now, string name = "CN=Agency Root,O=Agency,C=US")
    {
        this.now = now;
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true)
        );
        root = request.CreateSelfSigned(now.AddYears(-5), now.AddYears(5));
    }

    /// <summary>Its own certificate, for the setting.</summary>
    public string Pem => root.ExportCertificatePem();

    /// <summary>
    /// The client that every name fits: subject <c>CN=client,O=Agency,C=US</c>, and one alternative name of each kind beside one of a kind
    /// that nobody asks for.
    /// </summary>
    public X509Certificate2 Issue(
        string common = "client",
        TimeSpan? from = null,
        TimeSpan? until = null,
        bool forServers = false
    )
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(own, common);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUserPrincipalName("somebody@agency.example");
        names.AddDnsName("client.agency.example");
        names.AddUri(new Uri("spiffe://agency.example/client"));
        names.AddIpAddress(IPAddress.Parse("2001:db8::7"));
        names.AddEmailAddress("client@agency.example");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new(forServers ? ServerUse : ClientUse)], false)
        );
        using var issued = request.Create(
            root,
            now + (from ?? TimeSpan.FromDays(-1)),
            now + (until ?? TimeSpan.FromDays(1)),
            RandomNumberGenerator.GetBytes(16)
        );
        return issued.CopyWithPrivateKey(own);
    }

    /// <summary>A certificate that nobody but its own key vouches for.</summary>
    public X509Certificate2 SelfSigned(TimeSpan? from = null, TimeSpan? until = null)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Request(own, "client")
            .CreateSelfSigned(
                now + (from ?? TimeSpan.FromDays(-1)),
                now + (until ?? TimeSpan.FromDays(1))
            );
    }

    /// <summary>A certificate whose common name holds a character that its encoding does not allow.</summary>
    public X509Certificate2 Unreadable()
    {
        var name = new AsnWriter(AsnEncodingRules.DER);
        using (name.PushSequence())
        using (name.PushSetOf())
        using (name.PushSequence())
        {
            name.WriteObjectIdentifier("2.5.4.3");
            // PrintableString, 3 bytes: "a@b".
            name.WriteEncodedValue([0x13, 3, (byte)'a', (byte)'@', (byte)'b']);
        }

        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest(
            new X500DistinguishedName(name.Encode()),
            own,
            HashAlgorithmName.SHA256
        ).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>The key set in which a client registers a certificate (RFC 8705 2.2.2).</summary>
    public static string KeySetOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPublicKey()!;
        var point = key.ExportParameters(false).Q;
        return $$"""
            {"keys":[{"kty":"EC","crv":"P-256","x":"{{Text(point.X!)}}","y":"{{Text(point.Y!)}}",
              "x5c":["{{Convert.ToBase64String(certificate.RawData)}}"]}]}
            """;
    }

    public void Dispose()
    {
        root.Dispose();
        key.Dispose();
    }

    // In the order of a certificate: from the country down.
    private static CertificateRequest Request(ECDsa key, string common)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(common);
        name.AddOrganizationName("Agency");
        name.AddCountryOrRegion("US");
        return new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
    }

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
