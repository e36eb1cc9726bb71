using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SecureAccess.Clients;

/// <summary>
/// Whether clients may show certificates in the TLS handshake (RFC 8705), and which authorities are believed: the settings
/// <c>Hosting:ClientCertificates</c> and <c>Hosting:ClientCertificateAuthorities</c>.
/// </summary>
public sealed class ClientCertificates : IDisposable
{
    /// <summary>The setting that lets TLS ask for certificates.</summary>
    public const string Setting = "Hosting:ClientCertificates";

    /// <summary>The setting that names the file of trusted authorities.</summary>
    public const string AuthoritiesSetting = "Hosting:ClientCertificateAuthorities";

    /// <summary>The value of <see cref="Setting"/> that lets TLS ask.</summary>
    public const string On = "On";

    private readonly X509Certificate2Collection authorities = [];

    /// <summary>Reads the settings.</summary>
    public ClientCertificates(IConfiguration configuration)
    {
        IsOn = AreOn(configuration);
        if (IsOn && configuration[AuthoritiesSetting] is { Length: > 0 } file)
        {
            authorities.ImportFromPemFile(file);
        }
    }

    /// <summary>Whether TLS asks for certificates.</summary>
    public bool IsOn { get; }

    /// <summary>Whether a certificate of an authority can be checked.</summary>
    public bool HasAuthorities => authorities.Count > 0;

    /// <summary>Whether the setting is on.</summary>
    public static bool AreOn(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration[Setting] == On;
    }

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
