using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using SecureAccess.Clients;
using IPNetwork = System.Net.IPNetwork;

namespace SecureAccess.Hosting;

/// <summary>
/// Where the certificates of clients come from (RFC 8705): this server's own TLS, or a header of a trusted proxy. Only one of the two
/// is ever believed; whether a certificate is the client's is asked by <c>Protocol</c>.
/// </summary>
internal static class ClientCertificateSource
{
    /// <summary>The setting that names the header.</summary>
    public const string HeaderSetting = "Hosting:ClientCertificateHeader";

    /// <summary>The header of RFC 9440.</summary>
    public const string StandardHeader = "Client-Cert";

    /// <summary>The longest header that is read, in characters.</summary>
    private const int LongestHeader = 16 * 1024;

    /// <summary>
    /// Lets this server's TLS ask for certificates where the setting says so, and take any: who it belongs to is not TLS's to decide. An
    /// endpoint of Kestrel's own settings may say otherwise (<c>Kestrel:Endpoints:NAME:ClientCertificateMode</c>).
    /// </summary>
    public static void AskInTls(WebApplicationBuilder builder)
    {
        if (builder.Configuration[ClientCertificates.Setting] == ClientCertificates.FromTls)
        {
            builder.WebHost.ConfigureKestrel(server =>
                server.ConfigureHttpsDefaults(https =>
                {
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                })
            );
        }
    }

    /// <summary>Reads the header of trusted proxies where the setting says so. Stands before forwarded headers change where a request comes from.</summary>
    public static void UseHeader(WebApplication app, IReadOnlyList<IPNetwork> trusted)
    {
        if (app.Configuration[ClientCertificates.Setting] != ClientCertificates.FromProxy)
        {
            return;
        }

        var header = app.Configuration[HeaderSetting]!;
        app.Use(
            (http, next) =>
            {
                ShowInRequest(
                    http,
                    IsTrusted(http.Connection.RemoteIpAddress, trusted)
                    && http.Request.Headers[header] is [{ } value]
                        ? Read(value)
                        : null
                );
                http.Request.Headers.Remove(header);
                return next(http);
            }
        );
    }

    /// <summary>
    /// Makes this the certificate of one request, or none: what the proxy itself showed is not the client's. The connection's own entry is left
    /// alone, for the requests of other clients share it (HTTP/2).
    /// </summary>
    public static void ShowInRequest(HttpContext http, X509Certificate2? certificate)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Features.Set<ITlsConnectionFeature>(
            new TlsConnectionFeature { ClientCertificate = certificate }
        );
    }

    /// <summary>
    /// The certificate in a header: RFC 9440's byte sequence (<c>:BASE64:</c>), or PEM as proxies that are older than that send it,
    /// percent-encoded or not.
    /// </summary>
    /// <returns>Null when there is none in it.</returns>
    public static X509Certificate2? Read(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = value.Trim();
        if (text.Length is 0 or > LongestHeader)
        {
            return null;
        }

        try
        {
            return text is [':', .., ':']
                ? X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text[1..^1]))
                : X509Certificate2.CreateFromPem(Uri.UnescapeDataString(text));
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static bool IsTrusted(IPAddress? address, IReadOnlyList<IPNetwork> trusted)
    {
        if (address is null)
        {
            return false;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return trusted.Any(network => network.Contains(plain));
    }
}

/// <summary>What is wrong with the settings of <see cref="ClientCertificateSource"/>, each beginning with a verb.</summary>
internal static class ClientCertificateProblems
{
    public static string? Source(IConfiguration configuration, string? value) =>
        value switch
        {
            ClientCertificates.Off or ClientCertificates.FromTls => null,
            ClientCertificates.FromProxy => TrustedProxies.Any(configuration)
                ? null
                : $"must not be {ClientCertificates.FromProxy} without Hosting:TrustedProxies",
            _ =>
                $"must be {ClientCertificates.Off}, {ClientCertificates.FromTls} or {ClientCertificates.FromProxy}",
        };

    public static string? Header(string? value) =>
        value is { Length: > 0 and <= 100 }
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? null
            : "must be the name of a header";

    public static string? Address(string? value) =>
        value is null
        || (
            Uri.TryCreate(value, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps
            && value.EndsWith('/')
        )
            ? null
            : "must be an https address that ends with a slash";
}
