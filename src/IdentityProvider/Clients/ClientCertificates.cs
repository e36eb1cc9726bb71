using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecureAccess.Clients;

/// <summary>
/// Whether clients may show certificates (RFC 8705), where those come from, and which authorities are believed: the settings
/// <c>Hosting:ClientCertificates</c> and <c>Hosting:ClientCertificateAuthorities</c>.
/// </summary>
public sealed class ClientCertificates : IDisposable
{
    /// <summary>The setting that says where certificates come from.</summary>
    public const string Setting = "Hosting:ClientCertificates";

    /// <summary>The setting that names the file of trusted authorities.</summary>
    public const string AuthoritiesSetting = "Hosting:ClientCertificateAuthorities";

    /// <summary>The setting that names the address at which TLS asks for certificates, where it is not the issuer's.</summary>
    public const string AddressSetting = "Hosting:ClientCertificateAddress";

    /// <summary>No client shows one.</summary>
    public const string Off = "Off";

    /// <summary>This server's own TLS asks for them.</summary>
    public const string FromTls = "Tls";

    /// <summary>A trusted proxy's TLS asks for them and tells them in a header.</summary>
    public const string FromProxy = "Proxy";

    private readonly X509Certificate2Collection authorities = [];

    /// <summary>Reads the settings.</summary>
    public ClientCertificates(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IsOn = configuration[Setting] is FromTls or FromProxy;
        Address =
            configuration[AddressSetting] is { Length: > 0 } address && IsOn
                ? new Uri(address)
                : null;
        if (IsOn && configuration[AuthoritiesSetting] is { Length: > 0 } file)
        {
            authorities.ImportFromPemFile(file);
        }
    }

    /// <summary>Whether clients may show certificates.</summary>
    public bool IsOn { get; }

    /// <summary>Where TLS asks for them, with a slash at the end; null: at the issuer's address.</summary>
    public Uri? Address { get; }

    /// <summary>Whether a certificate of an authority can be checked.</summary>
    public bool HasAuthorities => authorities.Count > 0;

    /// <summary>The methods of RFC 8705 that work here.</summary>
    public IEnumerable<string> Methods =>
        (IsOn, HasAuthorities) switch
        {
            (true, true) =>
            [
                ClientAuthenticationMethods.TlsClientAuth,
                ClientAuthenticationMethods.SelfSignedTlsClientAuth,
            ],
            (true, false) => [ClientAuthenticationMethods.SelfSignedTlsClientAuth],
            _ => [],
        };

    /// <summary>What is wrong with the file of authorities, beginning with a verb; null: nothing.</summary>
    public static string? Problem(string? file)
    {
        if (file is null)
        {
            return null;
        }

        if (!File.Exists(file))
        {
            return $"names the file {file}, which does not exist";
        }

        try
        {
            var read = new X509Certificate2Collection();
            read.ImportFromPemFile(file);
            return read.Any(IsRoot)
                ? null
                : "must hold at least one self-signed certificate of an authority, in PEM form";
        }
        catch (CryptographicException)
        {
            return "is no file of certificates in PEM form";
        }
    }

    /// <summary>How a client's certificate is checked at this moment: only the authorities of the file are believed, and nothing is fetched.</summary>
    public X509ChainPolicy PolicyAt(DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTimeIgnored = false,
            VerificationTime = now.UtcDateTime,
        };
        // TLS Web Client Authentication.
        policy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2"));
        foreach (var authority in authorities)
        {
            (IsRoot(authority) ? policy.CustomTrustStore : policy.ExtraStore).Add(authority);
        }

        return policy;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var authority in authorities)
        {
            authority.Dispose();
        }
    }

    private static bool IsRoot(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
