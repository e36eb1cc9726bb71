using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Clients;
using SecureAccess.Sessions;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Clients;

public sealed class ClientRegistrationRulesTests
{
    private static readonly RegistrationContext Development = new(
        Acr.All.ToHashSet(),
        SecretsAllowed: true
    );

    // Fails when: a default changes (profile standard, pairwise, not first-party, RS256, the code grant).
    [Fact]
    [Trait("Requirement", "R24")]
    public void The_least_that_a_client_must_say_is_its_id_and_where_answers_go()
    {
        var client = Accepted(
            """{"client_id":"tool","redirect_uris":["https://tool.example/cb"]}"""
        );
        client.Profile.ShouldBe("standard");
        client.SubjectType.ShouldBe("pairwise");
        client.Sector.ShouldBe("tool.example");
        client.FirstParty.ShouldBeFalse();
        client.IdTokenSignedResponseAlg.ShouldBe("RS256");
        client.TokenEndpointAuthMethod.ShouldBe(Client.AnySecret);
        client.GrantTypes.ShouldBe(["authorization_code"]);
        client.Scopes.ShouldBe(["openid", "profile", "email", "phone", "address"]);
        client.ClientName.ShouldBe("tool");
    }

    // Fails when: a certificate that is not of the key beside it is registered with it (RFC 7517 4.7), or a right one is refused.
    [Theory]
    [Trait("Requirement", "R24")]
    [InlineData("RSA", "RSA", true)]
    [InlineData("EC", "EC", true)]
    [InlineData("RSA", "another RSA", false)]
    [InlineData("EC", "another EC", false)]
    [InlineData("EC", "RSA", false)]
    [InlineData("RSA", "EC", false)]
    public void A_keys_certificate_is_its_own(string key, string certificate, bool accepted)
    {
        using RSA rsa = RSA.Create(2048),
            otherRsa = RSA.Create(2048);
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256),
            otherEc = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = certificate switch
        {
            "RSA" => ByRsa(rsa),
            "another RSA" => ByRsa(otherRsa),
            "EC" => new CertificateRequest("CN=tool", ec, HashAlgorithmName.SHA256),
            _ => new CertificateRequest("CN=tool", otherEc, HashAlgorithmName.SHA256),
        };
        var now = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        using var made = request.CreateSelfSigned(now, now.AddYears(1));
        JsonWebKey jwk =
            key == "RSA"
                ? JsonWebKeyConverter.ConvertFromRSASecurityKey(
                    new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: false))
                )
                : JsonWebKeyConverter.ConvertFromECDsaSecurityKey(
                    new ECDsaSecurityKey(ECDsa.Create(ec.ExportParameters(false)))
                );
        var json = new JsonObject
        {
            ["kty"] = jwk.Kty,
            ["x5c"] = new JsonArray(Convert.ToBase64String(made.RawData)),
        };
        foreach (
            var (name, value) in key == "RSA"
                ? new[] { ("n", jwk.N), ("e", jwk.E) }
                : [("crv", jwk.Crv), ("x", jwk.X), ("y", jwk.Y)]
        )
        {
            json[name] = value;
        }

        var client = JsonDocument
            .Parse(
                $$$"""{"client_id":"tool","redirect_uris":["https://tool.example/cb"],"token_endpoint_auth_method":"private_key_jwt","jwks":{"keys":[{{{json.ToJsonString()}}}]}}"""
            )
            .RootElement;
        var result = ClientRegistrationRules.Check(client, Development);
        if (accepted)
        {
            result.ShouldBeOfType<RegistrationResult.Accepted>();
        }
        else
        {
            result
                .ShouldBeOfType<RegistrationResult.Refused>()
                .Problem.Message.ShouldContain("not of its key");
        }
    }

    private static CertificateRequest ByRsa(RSA rsa) =>
        new("CN=tool", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    // Fails when: a name that the standard or this product knows is refused or not read.
    [Fact]
    [Trait("Requirement", "R24")]
    public void Every_name_is_read()
    {
        var client = Accepted(
            """
            {"client_id":"tool","client_secret":"s","client_name":"The Tool","client_uri":"https://tool.example","logo_uri":"https://tool.example/l.png",
             "redirect_uris":["https://a.example/cb","https://b.example/cb"],"post_logout_redirect_uris":["https://a.example/out"],
             "grant_types":["authorization_code","refresh_token"],"response_types":["code"],"token_endpoint_auth_method":"client_secret_post",
             "scope":"openid offline_access","subject_type":"public","default_max_age":600,
             "default_acr_values":["urn:secureaccess:acr:identity"],"require_pushed_authorization_requests":false,
             "backchannel_logout_uri":"https://a.example/logout","id_token_signed_response_alg":"ES256","application_type":"web",
             "contacts":["a@example.org"],"profile":"basic","minimum_acr":"urn:secureaccess:acr:account","first_party":true,"sector":"s1"}
            """
        );
        client.ClientName.ShouldBe("The Tool");
        client.Scopes.ShouldBe(["openid", "offline_access"]);
        client.SubjectType.ShouldBe("public");
        client.DefaultMaxAge.ShouldBe(600);
        client.DefaultAcrValues.ShouldBe([Acr.Identity]);
        client.BackchannelLogoutUri.ShouldBe("https://a.example/logout");
        client.IdTokenSignedResponseAlg.ShouldBe("ES256");
        client.Profile.ShouldBe("basic");
        client.MinimumAcr.ShouldBe(Acr.Account);
        client.FirstParty.ShouldBeTrue();
        client.Sector.ShouldBe("s1");
    }

    // Fails when: what cannot be honoured, or is misspelt, is taken silently.
    [Theory]
    [Trait("Requirement", "R24")]
    [InlineData("profile", "\"fapi2\"")]
    [InlineData("profile", "\"Standard\"")]
    [InlineData("redirect_uri", "\"https://tool.example/cb\"")]
    [InlineData("token_endpoint_auth_method", "\"client_secret_jwt\"")]
    [InlineData("token_endpoint_auth_method", "\"tls_client_auth\"")]
    [InlineData("require_pushed_authorization_requests", "\"true\"")]
    [InlineData("sector_identifier_uri", "\"https://tool.example/s.json\"")]
    [InlineData("id_token_signed_response_alg", "\"none\"")]
    [InlineData("response_types", "[\"token\"]")]
    [InlineData("grant_types", "[\"implicit\"]")]
    [InlineData("scope", "\"openid tin\"")]
    [InlineData("scope", "\"openid offline_access\"")]
    [InlineData("subject_type", "\"private\"")]
    [InlineData("minimum_acr", "\"urn:nist:ial2\"")]
    [InlineData("default_acr_values", "[\"other\"]")]
    [InlineData("default_max_age", "-1")]
    [InlineData("default_max_age", "1.5")]
    [InlineData("first_party", "\"yes\"")]
    [InlineData("client_name", "\"a\\u0000b\"")]
    [InlineData("client_name", "\"\"")]
    [InlineData("client_name", "7")]
    [InlineData("client_id", "\"two words\"")]
    [InlineData("client_id", "\"naïve\"")]
    [InlineData("jwks", "{\"keys\":[]}")]
    [InlineData("jwks", "\"none\"")]
    [InlineData("tin_allowed", "\"yes\"")]
    [InlineData("redirect_uris", "[]")]
    [InlineData("redirect_uris", "\"https://tool.example/cb\"")]
    public void A_wrong_value_is_refused_by_name(string field, string json)
    {
        var client = JsonNode
            .Parse("""{"client_id":"tool","redirect_uris":["https://tool.example/cb"]}""")!
            .AsObject();
        client[field] = JsonNode.Parse(json);
        Refused(client.ToJsonString()).Field.ShouldBe(field);
    }

    // Fails when: the taxpayer number is a client's for the asking, or the permission alone gives it.
    [Fact]
    [Trait("Requirement", "R24")]
    public void The_scope_of_the_taxpayer_number_takes_a_permission_of_its_own()
    {
        const string start =
            """{"client_id":"tool","redirect_uris":["https://tool.example/cb"],"scope":""";
        Refused(start + "\"openid tin\"}").Field.ShouldBe("scope");
        Refused(start + "\"openid tin\",\"tin_allowed\":false}").Field.ShouldBe("scope");
        Accepted(start + "\"openid tin\",\"tin_allowed\":true}").Scopes.ShouldBe(["openid", "tin"]);
        Accepted(start + "\"openid\",\"tin_allowed\":true}").Scopes.ShouldNotContain("tin");
    }

    // Fails when: a device has to name addresses that it has not, or may not have what tools have.
    [Fact]
    [Trait("Requirement", "R24")]
    public void A_device_needs_no_redirect_address()
    {
        var client = Accepted(
            """
            {"client_id":"tv","token_endpoint_auth_method":"none","scope":"openid offline_access",
             "grant_types":["urn:ietf:params:oauth:grant-type:device_code","refresh_token"]}
            """
        );
        client.RedirectUris.ShouldBeEmpty();
        client.Scopes.ShouldBe(["openid", "offline_access"]);
        Refused("""{"client_id":"tv","grant_types":["refresh_token"]}""")
            .Field.ShouldBe("grant_types");
    }

    // Fails when: an address that could lead elsewhere may be registered.
    [Theory]
    [Trait("Requirement", "R24")]
    [InlineData("http://tool.example/cb")]
    [InlineData("https://tool.example/cb#part")]
    [InlineData("https://user:password@tool.example/cb")]
    [InlineData("https://*.tool.example/cb")]
    [InlineData("/cb")]
    [InlineData("javascript:alert(1)")]
    [InlineData("com.example.app:/cb")]
    [InlineData("https://tool.example/c b")]
    public void A_redirect_address_that_is_not_exact_and_safe_is_refused(string uri) =>
        Refused(
            $$"""{"client_id":"tool","redirect_uris":["https://tool.example/cb",{{JsonSerializer.Serialize(uri)}}]}"""
        )
            .Field.ShouldBe("redirect_uris[1]");

    // Fails when: native apps cannot use the forms that RFC 8252 gives them.
    [Theory]
    [InlineData("com.example.app:/cb")]
    [InlineData("http://127.0.0.1/cb")]
    public void A_native_app_may_use_its_own_scheme_and_the_loopback(string uri) =>
        Accepted(
            $$"""{"client_id":"app","application_type":"native","token_endpoint_auth_method":"none","redirect_uris":["{{uri}}"]}"""
        )
            .IsPublic.ShouldBeTrue();

    // Fails when: clients on several hosts share a pairwise identifier that nobody asked for.
    [Fact]
    public void Several_hosts_need_a_sector_from_the_administrator()
    {
        const string hosts =
            "\"redirect_uris\":[\"https://a.example/cb\",\"https://b.example/cb\"]";
        Refused($$"""{"client_id":"tool",{{hosts}}}""").Field.ShouldBe("sector");
        Accepted($$"""{"client_id":"tool",{{hosts}},"sector":"both"}""").Sector.ShouldBe("both");
    }

    // Fails when: a file may bring a secret outside Development.
    [Fact]
    public void A_secret_comes_from_a_file_in_Development_only()
    {
        const string json =
            """{"client_id":"tool","client_secret":"s","redirect_uris":["https://tool.example/cb"]}""";
        Accepted(json).ClientSecret.ShouldBe("s");
        Refused(json, Development with { SecretsAllowed = false }).Field.ShouldBe("client_secret");
    }

    private static ClientRegistration Accepted(string json) =>
        Check(json, Development).ShouldBeOfType<RegistrationResult.Accepted>(json).Registration;

    private static RegistrationProblem Refused(string json, RegistrationContext? context = null) =>
        Check(json, context ?? Development)
            .ShouldBeOfType<RegistrationResult.Refused>(json)
            .Problem;

    private static RegistrationResult Check(string json, RegistrationContext context)
    {
        using var document = JsonDocument.Parse(json);
        return ClientRegistrationRules.Check(document.RootElement, context);
    }
}
