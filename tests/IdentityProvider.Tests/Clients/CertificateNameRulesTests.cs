using System.Text.Json;
using SecureAccess.Clients;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Clients;

/// <summary>What a registration may say about certificates (RFC 8705 2.1.2 and 2.2.2).</summary>
public sealed class CertificateNameRulesTests
{
    private static readonly RegistrationContext WithAuthorities = new(new HashSet<string>(), false)
    {
        TlsClientAuth = true,
        SelfSignedTls = true,
    };

    // Fails when: a name of the standard is not taken, or not kept as it stands.
    [Theory]
    [Trait("Requirement", "R24")]
    [InlineData("tls_client_auth_subject_dn", "CN=client,O=Agency,C=US")]
    [InlineData("tls_client_auth_san_dns", "client.agency.example")]
    [InlineData("tls_client_auth_san_uri", "spiffe://agency.example/client")]
    [InlineData("tls_client_auth_san_ip", "192.0.2.1")]
    [InlineData("tls_client_auth_san_ip", "2001:db8::7")]
    [InlineData("tls_client_auth_san_email", "client@agency.example")]
    public void Each_name_of_the_standard_is_taken(string field, string value)
    {
        var client = Check("tls_client_auth", $"\"{field}\":\"{value}\"")
            .ShouldBeOfType<RegistrationResult.Accepted>()
            .Registration;
        client.TlsClientAuthField.ShouldBe(field);
        client.TlsClientAuthName.ShouldBe(value);
        client.IsPublic.ShouldBeFalse();
        client.HasSecret.ShouldBeFalse();
    }

    // Fails when: no name, two names, a malformed one, or one that nothing asks for is taken.
    [Theory]
    [Trait("Requirement", "R24")]
    [InlineData("tls_client_auth", "")]
    [InlineData(
        "tls_client_auth",
        "\"tls_client_auth_san_dns\":\"a.example\",\"tls_client_auth_san_ip\":\"192.0.2.1\""
    )]
    [InlineData("tls_client_auth", "\"tls_client_auth_subject_dn\":\"client\"")]
    [InlineData("tls_client_auth", "\"tls_client_auth_subject_dn\":\"\"")]
    [InlineData("tls_client_auth", "\"tls_client_auth_san_dns\":\"192.0.2.1\"")]
    [InlineData("tls_client_auth", "\"tls_client_auth_san_dns\":\"*.a.example\"")]
    [InlineData("tls_client_auth", "\"tls_client_auth_san_uri\":\"client\"")]
    [InlineData("tls_client_auth", "\"tls_client_auth_san_ip\":\"192.0.2\"")]
    [InlineData("tls_client_auth", "\"tls_client_auth_san_email\":\"Client <c@a.example>\"")]
    [InlineData("private_key_jwt", "\"tls_client_auth_san_dns\":\"a.example\"")]
    [InlineData("none", "\"tls_client_auth_san_dns\":\"a.example\"")]
    [InlineData("self_signed_tls_client_auth", "\"tls_client_auth_san_dns\":\"a.example\"")]
    [InlineData("self_signed_tls_client_auth", "")]
    public void What_does_not_name_one_certificate_is_refused(string method, string more) =>
        Check(method, more).ShouldBeOfType<RegistrationResult.Refused>();

    // Fails when: a method is taken that cannot work with the settings as they are.
    [Theory]
    [Trait("Requirement", "R24")]
    [InlineData("tls_client_auth", true)]
    [InlineData("self_signed_tls_client_auth", false)]
    public void What_cannot_work_here_is_refused_with_the_setting(string method, bool selfSigned)
    {
        var refused = Check(
                method,
                "\"tls_client_auth_san_dns\":\"a.example\"",
                WithAuthorities with
                {
                    TlsClientAuth = false,
                    SelfSignedTls = selfSigned,
                }
            )
            .ShouldBeOfType<RegistrationResult.Refused>();
        refused.Problem.Message.ShouldContain("Hosting:ClientCertificates");
    }

    // Fails when: a file without an authority lets the server start, as if certificates could be checked.
    [Fact]
    public void A_file_of_authorities_holds_an_authority()
    {
        var file = Path.GetTempFileName();
        ClientCertificates.Problem(null).ShouldBeNull();
        ClientCertificates.Problem(file + "x").ShouldNotBeNull();
        ClientCertificates.Problem(file).ShouldNotBeNull();
        File.WriteAllText(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        ClientCertificates.Problem(file).ShouldNotBeNull();
        using var authority = new Protocol.Certificates.TestAuthority(DateTimeOffset.UtcNow);
        using var issued = authority.Issue();
        File.WriteAllText(file, issued.ExportCertificatePem());
        ClientCertificates.Problem(file).ShouldNotBeNull();
        File.AppendAllText(file, "\n" + authority.Pem);
        ClientCertificates.Problem(file).ShouldBeNull();
        File.Delete(file);
    }

    private static RegistrationResult Check(
        string method,
        string more,
        RegistrationContext? context = null
    ) =>
        ClientRegistrationRules.Check(
            JsonDocument
                .Parse(
                    $$"""
                    {"client_id":"tool","grant_types":["client_credentials"],
                     "token_endpoint_auth_method":"{{method}}"{{(
                        more.Length > 0 ? "," + more : ""
                    )}}}
                    """
                )
                .RootElement,
            context ?? WithAuthorities
        );
}
