using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SecureAccess.Hosting;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Certificates;

/// <summary>Clients that authenticate by a certificate (RFC 8705 2), told by a trusted proxy (RFC 9440).</summary>
public sealed class ClientCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly TestAuthority authority = new(Now);
    private readonly List<IDisposable> used = [];

    // Fails when: a name of RFC 8705 2.1.2 is not found in a certificate that has it, or another one is taken for it.
    [Theory]
    [Trait("Requirement", "R24")]
    [InlineData("tls_client_auth_subject_dn", "CN=client,O=Agency,C=US", true)]
    [InlineData("tls_client_auth_subject_dn", "CN=client, O=Agency, C=US", true)]
    [InlineData("tls_client_auth_subject_dn", "C=US,O=Agency,CN=client", false)]
    [InlineData("tls_client_auth_subject_dn", "CN=client", false)]
    [InlineData("tls_client_auth_subject_dn", "CN=other,O=Agency,C=US", false)]
    [InlineData("tls_client_auth_san_dns", "client.agency.example", true)]
    [InlineData("tls_client_auth_san_dns", "Client.Agency.example", true)]
    [InlineData("tls_client_auth_san_dns", "agency.example", false)]
    [InlineData("tls_client_auth_san_uri", "spiffe://agency.example/client", true)]
    [InlineData("tls_client_auth_san_uri", "spiffe://agency.example/client2", false)]
    [InlineData("tls_client_auth_san_ip", "2001:db8::7", true)]
    [InlineData("tls_client_auth_san_ip", "2001:0db8:0:0::7", true)]
    [InlineData("tls_client_auth_san_ip", "192.0.2.1", false)]
    [InlineData("tls_client_auth_san_email", "client@agency.example", true)]
    [InlineData("tls_client_auth_san_email", "somebody@agency.example", false)]
    public async Task The_registered_name_must_stand_in_the_certificate(
        string field,
        string value,
        bool accepted
    )
    {
        await using var host = await Start(ByAuthority(field, value));
        var answer = await Ask(host, Header(authority.Issue()));
        Expect(answer, accepted);
    }

    // Fails when: a certificate of another authority, out of its dates, for another use, or none at all authenticates.
    [Theory]
    [Trait("Threat", "Client-impersonation")]
    [InlineData("right", true)]
    [InlineData("none", false)]
    [InlineData("foreign", false)]
    [InlineData("same-name", false)]
    [InlineData("self-signed", false)]
    [InlineData("expired", false)]
    [InlineData("last-second", true)]
    [InlineData("not-yet", false)]
    [InlineData("for-servers", false)]
    [InlineData("unreadable", false)]
    public async Task Only_a_living_certificate_of_a_trusted_authority_counts(
        string what,
        bool accepted
    )
    {
        using var foreign = new TestAuthority(Now, "CN=Other Root");
        using var sameName = new TestAuthority(Now);
        await using var host = await Start(BySubject);
        var header = what switch
        {
            "none" => null,
            "foreign" => Header(foreign.Issue()),
            "same-name" => Header(sameName.Issue()),
            "self-signed" => Header(authority.SelfSigned()),
            "expired" => Header(authority.Issue(until: TimeSpan.FromSeconds(-1))),
            "last-second" => Header(authority.Issue(until: TimeSpan.FromSeconds(1))),
            "not-yet" => Header(authority.Issue(from: TimeSpan.FromSeconds(1))),
            "for-servers" => Header(authority.Issue(forServers: true)),
            "unreadable" => Header(authority.Unreadable()),
            _ => Header(authority.Issue()),
        };
        Expect(await Ask(host, header), accepted);
    }

    // Fails when: the certificate that the proxy tells for one request is that of another request on the same connection (HTTP/2).
    [Fact]
    [Trait("Threat", "Client-impersonation")]
    public void A_certificate_is_told_for_one_request_alone()
    {
        var connection = new FeatureCollection();
        connection.Set<ITlsConnectionFeature>(new TlsConnectionFeature());
        var (one, other) = (
            new DefaultHttpContext(new FeatureCollection(connection)),
            new DefaultHttpContext(new FeatureCollection(connection))
        );
        using var certificate = authority.Issue();
        ClientCertificateSource.ShowInRequest(one, certificate);
        one.Connection.ClientCertificate.ShouldBe(certificate);
        other.Connection.ClientCertificate.ShouldBeNull();
    }

    // Fails when: another certificate than the registered one passes, or that one does outside its dates.
    [Theory]
    [Trait("Threat", "Client-impersonation")]
    [InlineData("right", true)]
    [InlineData("another", false)]
    [InlineData("of-the-authority", false)]
    [InlineData("expired", false)]
    [InlineData("not-yet", false)]
    [InlineData("none", false)]
    public async Task A_self_signed_certificate_is_the_registered_one(string what, bool accepted)
    {
        var registered = what switch
        {
            "expired" => authority.SelfSigned(until: TimeSpan.FromSeconds(-1)),
            "not-yet" => authority.SelfSigned(from: TimeSpan.FromSeconds(1)),
            _ => authority.SelfSigned(),
        };
        await using var host = await Start(Registered(registered));
        var header = what switch
        {
            "another" => Header(authority.SelfSigned()),
            "of-the-authority" => Header(authority.Issue()),
            "none" => null,
            _ => Header(registered),
        };
        Expect(await Ask(host, header), accepted);
    }

    // Fails when: the header is believed from anyone, twice, or misread.
    [Theory]
    [Trait("Threat", "forged-headers")]
    [InlineData("proxy", true)]
    [InlineData("anyone", false)]
    [InlineData("twice", false)]
    [InlineData("malformed", false)]
    [InlineData("other-header", false)]
    [InlineData("pem", true)]
    [InlineData("pem-escaped", true)]
    public async Task The_header_is_believed_from_the_proxy_only(string what, bool accepted)
    {
        await using var host = await Start(BySubject);
        var certificate = authority.Issue();
        var right = Header(certificate);
        var pem = certificate.ExportCertificatePem();
        var answer = what switch
        {
            "anyone" => await Ask(host, right, source: "192.0.2.7"),
            "twice" => await Ask(host, right, again: right),
            "malformed" => await Ask(host, ":not base64:"),
            "other-header" => await Ask(host, right, name: "X-Client-Cert"),
            // A header has no line breaks: proxies that send PEM fold or escape it.
            "pem" => await Ask(host, pem.ReplaceLineEndings(" ")),
            "pem-escaped" => await Ask(host, Uri.EscapeDataString(pem)),
            _ => await Ask(host, right),
        };
        Expect(answer, accepted);
    }

    // Fails when: a client of another method can get by with a certificate, or one of this method with a secret or anything beside it.
    [Theory]
    [Trait("Threat", "Client-impersonation")]
    [InlineData("holder", null, true)]
    [InlineData("holder", "secret", false)]
    [InlineData("keeper", null, false)]
    [InlineData("keeper", "secret", true)]
    public async Task A_certificate_counts_for_those_who_registered_one(
        string id,
        string? secret,
        bool accepted
    )
    {
        await using var host = await Start(
            BySubject
                + """,{"client_id":"keeper","client_secret":"secret","grant_types":["client_credentials"]}"""
        );
        Expect(await Ask(host, Header(authority.Issue()), id: id, secret: secret), accepted);
    }

    // Fails when: discovery promises what does not work here, or is silent about what does.
    [Theory]
    [InlineData("Off", false, "")]
    [InlineData("Proxy", false, "self_signed_tls_client_auth")]
    [InlineData("Proxy", true, "self_signed_tls_client_auth tls_client_auth")]
    public async Task Discovery_promises_what_works(string source, bool authorities, string methods)
    {
        await using var host = await SecureAccessHost.Start(
            new HostWishes { Settings = Settings(source, authorities, "https://mtls.example/x/") }
        );
        using var http = host.NewHttpClient();
        using var json = System.Text.Json.JsonDocument.Parse(
            await http.GetStringAsync(
                new Uri("/.well-known/openid-configuration", UriKind.Relative)
            )
        );
        foreach (var endpoint in (string[])["token", "introspection", "revocation"])
        {
            json.RootElement.GetProperty($"{endpoint}_endpoint_auth_methods_supported")
                .EnumerateArray()
                .Select(value => value.GetString()!)
                .Where(value => value.Contains("tls"))
                .Order()
                .ShouldBe(methods.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        var told = json.RootElement.TryGetProperty("mtls_endpoint_aliases", out var aliases);
        told.ShouldBe(source != "Off");
        if (told)
        {
            aliases
                .GetProperty("token_endpoint")
                .GetString()
                .ShouldBe("https://mtls.example/x/connect/token");
        }
    }

    // Fails when: a setting that would believe everyone, or nobody, lets the server start.
    [Theory]
    [InlineData("Sometimes", "10.0.0.0/8", "must be Off, Tls or Proxy")]
    [InlineData("Proxy", null, "must not be Proxy without Hosting:TrustedProxies")]
    [InlineData("Proxy", "10.0.0.0/8", null)]
    [InlineData("Tls", null, null)]
    [InlineData("Off", null, null)]
    public void A_source_that_cannot_be_believed_is_refused(
        string source,
        string? proxies,
        string? problem
    )
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager
        {
            ["Hosting:TrustedProxies"] = proxies,
        };
        ClientCertificateProblems.Source(configuration, source).ShouldBe(problem);
    }

    public void Dispose()
    {
        used.ForEach(one => one.Dispose());
        authority.Dispose();
    }

    private const string BySubject = """
        {"client_id":"holder","token_endpoint_auth_method":"tls_client_auth","grant_types":["client_credentials"],
         "tls_client_auth_subject_dn":"CN=client,O=Agency,C=US"}
        """;

    private static string ByAuthority(string field, string value) =>
        $$"""
            {"client_id":"holder","token_endpoint_auth_method":"tls_client_auth","grant_types":["client_credentials"],"{{field}}":"{{value}}"}
            """;

    private static string Registered(X509Certificate2 certificate) =>
        $$"""
            {"client_id":"holder","token_endpoint_auth_method":"self_signed_tls_client_auth","grant_types":["client_credentials"],
             "jwks":{{TestAuthority.KeySetOf(certificate)}}}
            """;

    private string Header(X509Certificate2 certificate)
    {
        used.Add(certificate);
        return $":{Convert.ToBase64String(certificate.RawData)}:";
    }

    private Dictionary<string, string?> Settings(
        string source,
        bool authorities,
        string? address = null
    )
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, authority.Pem);
        return new()
        {
            ["Hosting:TrustedProxies"] = "127.0.0.1",
            ["Hosting:ClientCertificates"] = source,
            ["Hosting:ClientCertificateAuthorities"] = authorities ? file : null,
            ["Hosting:ClientCertificateAddress"] = address,
        };
    }

    private async Task<SecureAccessHost> Start(string clients)
    {
        var host = await SecureAccessHost.Start(
            new HostWishes { Settings = Settings("Proxy", authorities: true) }
        );
        await host.AddClients($"[{clients}]");
        return host;
    }

    private static async Task<(HttpStatusCode Status, string Body)> Ask(
        SecureAccessHost host,
        string? header,
        string name = "Client-Cert",
        string? again = null,
        string source = "127.0.0.1",
        string id = "holder",
        string? secret = null
    )
    {
        using var http = host.NewHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token");
        request.Headers.Add(SecureAccessHost.SourceHeader, source);
        request.Headers.Add("X-Forwarded-Proto", "https");
        foreach (var value in new[] { header, again }.OfType<string>())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = id,
        };
        if (secret is not null)
        {
            form["client_secret"] = secret;
        }

        request.Content = new FormUrlEncodedContent(form);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static void Expect((HttpStatusCode Status, string Body) answer, bool accepted)
    {
        answer.Status.ShouldBe(
            accepted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized,
            answer.Body
        );
        if (!accepted)
        {
            answer.Body.ShouldContain("\"invalid_client\"");
        }
    }
}
