using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

public sealed class ClientAuthenticationTests
{
    private const string Secrets = """
        [{"client_id":"any","client_secret":"s","grant_types":["client_credentials"]},
         {"client_id":"basic-only","client_secret":"s","token_endpoint_auth_method":"client_secret_basic","grant_types":["client_credentials"]},
         {"client_id":"post-only","client_secret":"s","token_endpoint_auth_method":"client_secret_post","grant_types":["client_credentials"]},
         {"client_id":"odd:+%/id","client_secret":"a:+%& é","token_endpoint_auth_method":"client_secret_basic","grant_types":["client_credentials"]}]
        """;

    // Fails when: a client may send its secret in another way than it states, or one that states none may not use both.
    [Theory]
    [Trait("Requirement", "R24")]
    [InlineData("any", "s", true, HttpStatusCode.OK)]
    [InlineData("any", "s", false, HttpStatusCode.OK)]
    [InlineData("basic-only", "s", true, HttpStatusCode.OK)]
    [InlineData("basic-only", "s", false, HttpStatusCode.Unauthorized)]
    [InlineData("post-only", "s", true, HttpStatusCode.Unauthorized)]
    [InlineData("post-only", "s", false, HttpStatusCode.OK)]
    [InlineData("any", "wrong", true, HttpStatusCode.Unauthorized)]
    [InlineData("odd:+%/id", "a:+%& é", true, HttpStatusCode.OK)]
    public async Task A_secret_is_taken_in_the_registered_way_only(
        string id,
        string secret,
        bool basic,
        HttpStatusCode status
    )
    {
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(Secrets);
        var header = basic ? $"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}" : null;
        var form = basic
            ? "grant_type=client_credentials"
            : $"grant_type=client_credentials&client_id={id}&client_secret={secret}";
        var (answer, challenge, body) = await Post(host, form, header);
        answer.ShouldBe(status, body);
        challenge.ShouldBe(status == HttpStatusCode.Unauthorized, body);
    }

    // Fails when: two ways in one request, a malformed header, or credentials in the address authenticate.
    [Theory]
    [Trait("Threat", "Client-impersonation")]
    [InlineData("client_id=any&client_secret=s", "any:s", "", "invalid_request")]
    [InlineData("client_id=basic-only", "any:s", "", "invalid_client")]
    [InlineData("", "any", "", "invalid_client")]
    [InlineData("", "any:", "", "invalid_client")]
    [InlineData("client_id=any", null, "?client_secret=s", "invalid_")]
    public async Task What_is_no_single_credential_is_refused(
        string fields,
        string? header,
        string query,
        string error
    )
    {
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(Secrets);
        var (status, _, body) = await Post(
            host,
            $"grant_type=client_credentials&{fields}",
            header,
            query
        );
        ((int)status).ShouldBeInRange(400, 401, body);
        body.ShouldContain($"\"error\": \"{error}");
    }

    // Fails when: an assertion that is right is refused, or counts twice.
    [Theory]
    [InlineData("ES256", "http://localhost/", null)]
    [InlineData("PS256", "http://localhost/connect/token", "JWT")]
    [InlineData("RS256", "http://localhost", "client-authentication+jwt")]
    public async Task An_assertion_authenticates_its_client_once(
        string alg,
        string audience,
        string? typ
    )
    {
        using var keys = new ClientKeys();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(keys.Registration());
        var assertion = keys.Sign(host, alg, typ, ("aud", audience));
        (await Assert(host, assertion)).Status.ShouldBe(HttpStatusCode.OK);
        var again = await Assert(host, assertion);
        again.Body.ShouldContain("\"invalid_client\"");
        again.Body.ShouldContain("#assertion-replayed");
    }

    // Fails when: a client that names itself only in its assertion (RFC 7521 4.2) is not known by it.
    [Fact]
    public async Task An_assertion_alone_names_its_client()
    {
        using var keys = new ClientKeys();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(keys.Registration());
        var (status, _, body) = await Post(
            host,
            "grant_type=client_credentials&" + AssertionFields(keys.Sign(host, "ES256", null)),
            null
        );
        status.ShouldBe(HttpStatusCode.OK, body);
    }

    // Fails when: a client cannot authenticate by assertion where it introspects or revokes, may not name that endpoint as audience, or counts as
    // authenticated there by an assertion that was used before.
    [Theory]
    [InlineData("/connect/introspect", "http://localhost/connect/introspect")]
    [InlineData("/connect/introspect", "http://localhost/connect/token")]
    [InlineData("/connect/revoke", "http://localhost/connect/revoke")]
    [InlineData("/connect/revoke", "http://localhost/")]
    public async Task An_assertion_authenticates_at_every_endpoint(string endpoint, string audience)
    {
        using var keys = new ClientKeys();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(keys.Registration());
        var form =
            "token=nonsense&" + AssertionFields(keys.Sign(host, "ES256", null, ("aud", audience)));
        (await Post(host, form, null, endpoint: endpoint)).Status.ShouldBe(HttpStatusCode.OK);
        var again = await Post(host, form, null, endpoint: endpoint);
        again.Status.ShouldBe(HttpStatusCode.Unauthorized);
        again.Body.ShouldContain("#assertion-replayed");
    }

    // Fails when: an assertion at the very edge of its time is refused: 5 minutes ahead, 10 seconds for a clock that is ahead, the last second.
    [Theory]
    [InlineData("exp", 300)]
    [InlineData("exp", 310)]
    [InlineData("exp", 1)]
    [InlineData("nbf", 10)]
    [InlineData("iat", 10)]
    public async Task An_assertion_at_the_edge_of_its_time_is_taken(string claim, int seconds)
    {
        using var keys = new ClientKeys();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(keys.Registration());
        var at = host.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds;
        var answer = await Assert(host, keys.Sign(host, "ES256", null, (claim, at)));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
    }

    // Fails when: a key that says which algorithm it is for verifies another.
    [Theory]
    [InlineData("RS256", "RS256", HttpStatusCode.OK)]
    [InlineData("RS256", "PS256", HttpStatusCode.Unauthorized)]
    [InlineData("PS256", "PS256", HttpStatusCode.OK)]
    [InlineData("PS256", "RS256", HttpStatusCode.Unauthorized)]
    public async Task A_key_verifies_only_its_own_algorithm(
        string ofKey,
        string alg,
        HttpStatusCode status
    )
    {
        using var keys = new ClientKeys();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(keys.Registration(ofKey));
        var answer = await Assert(host, keys.Sign(host, alg, null));
        answer.Status.ShouldBe(status, answer.Body);
    }

    // Fails when: of 50 uses at once more than one counts, or one is a 500.
    [Fact]
    [Trait("Threat", "Client-impersonation")]
    public async Task Of_many_uses_of_an_assertion_at_once_one_counts()
    {
        using var keys = new ClientKeys();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(keys.Registration());
        var assertion = keys.Sign(host, "ES256", null);
        var answers = await Together.AtOnce(
            Enumerable.Range(0, 50).ToList(),
            _ => Assert(host, assertion)
        );
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.ShouldAllBe(answer => (int)answer.Status < 500);
    }

    // Fails when: an assertion that is not of this client, for this server, signed and short-lived is taken.
    [Theory]
    [Trait("Threat", "Client-impersonation")]
    [InlineData("iss", "other")]
    [InlineData("sub", "other")]
    [InlineData("sub", null)]
    [InlineData("aud", "https://elsewhere.example/")]
    [InlineData("aud", null)]
    [InlineData("exp", null)]
    [InlineData("exp", "0")]
    [InlineData("exp", "311")]
    [InlineData("aud", "ours and another")]
    [InlineData("aud", "none in a list")]
    [InlineData("nbf", "11")]
    [InlineData("iat", "11")]
    [InlineData("jti", null)]
    [InlineData("jti", "")]
    public async Task An_assertion_with_a_wrong_claim_is_refused(string claim, string? value)
    {
        using var keys = new ClientKeys();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(keys.Registration());
        object? given =
            value == "ours and another"
                ? new[] { host.Origin.AbsoluteUri, "https://elsewhere.example/" }
            : value == "none in a list" ? Array.Empty<string>()
            : claim is "exp" or "nbf" or "iat" && value is not null
                ? host.Clock.GetUtcNow().ToUnixTimeSeconds()
                    + int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)
            : value;
        var answer = await Assert(host, keys.Sign(host, "ES256", null, (claim, given)));
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized, answer.Body);
        answer.Body.ShouldContain("\"invalid_client\"");
        answer.Body.ShouldContain("#assertion-wrong");
    }

    // Fails when: "none", a foreign key, the public key as a secret, an algorithm that is not allowed, a key or a
    // condition that comes with it, a name that stands twice or another type passes. But for the forged ones the client's own key has signed.
    [Theory]
    [Trait("Threat", "Client-impersonation")]
    [InlineData("none")]
    [InlineData("foreign")]
    [InlineData("hmac")]
    [InlineData("confusion")]
    [InlineData("RS512")]
    [InlineData("jwk")]
    [InlineData("jku")]
    [InlineData("x5u")]
    [InlineData("x5c")]
    [InlineData("crit")]
    [InlineData("twice in the header")]
    [InlineData("twice in the claims")]
    [InlineData("typ")]
    public async Task An_assertion_with_a_forged_signature_is_refused(string attack)
    {
        using var keys = new ClientKeys();
        using var foreign = new ClientKeys();
        await using var host = await SecureAccessHost.Start();
        await host.AddClients(keys.Registration());
        var good = keys.Sign(host, "ES256", null).Split('.');
        var assertion = attack switch
        {
            "none" => $"{Base64UrlEncoder.Encode("{\"alg\":\"none\"}")}.{good[1]}.",
            "foreign" => foreign.Sign(host, "ES256", null),
            "hmac" => keys.Confused(good[1]),
            "confusion" => keys.SignParts("""{"alg":"HS256"}""", Base64UrlEncoder.Decode(good[1])),
            "RS512" => keys.Sign(host, "RS512", null),
            "jwk" or "jku" or "x5u" or "x5c" or "crit" => keys.Sign(
                host,
                "ES256",
                null,
                header: (attack, attack == "crit" ? (object)new[] { "exp" } : attack)
            ),
            "twice in the header" => keys.SignParts(
                """{"alg":"ES256","alg":"ES256"}""",
                Base64UrlEncoder.Decode(good[1])
            ),
            "twice in the claims" => keys.SignParts(
                """{"alg":"ES256"}""",
                Base64UrlEncoder.Decode(good[1])[..^1] + ",\"iss\":\"signer\"}"
            ),
            _ => keys.Sign(host, "ES256", "at+jwt"),
        };
        var answer = await Assert(host, assertion);
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized, answer.Body);
        answer.Body.ShouldContain("\"invalid_client\"");
    }

    private static async Task<(HttpStatusCode Status, string Body)> Assert(
        SecureAccessHost host,
        string assertion
    )
    {
        var (status, _, body) = await Post(
            host,
            "grant_type=client_credentials&client_id=signer&" + AssertionFields(assertion),
            null
        );
        return (status, body);
    }

    private static string AssertionFields(string assertion) =>
        "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
        + assertion;

    private static async Task<(HttpStatusCode Status, bool Challenge, string Body)> Post(
        SecureAccessHost host,
        string form,
        string? basic,
        string query = "",
        string endpoint = "/connect/token"
    )
    {
        using var http = host.NewHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint + query)
        {
            Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        if (basic is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes(basic))
            );
        }

        using var response = await http.SendAsync(request);
        return (
            response.StatusCode,
            response.Headers.WwwAuthenticate.Any(value => value.Scheme == "Basic"),
            await response.Content.ReadAsStringAsync()
        );
    }

    internal sealed class ClientKeys : IDisposable
    {
        private readonly RSA rsa = RSA.Create(2048);
        private readonly ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public string Registration(string? alg = null)
        {
            var (r, e) = (rsa.ExportParameters(false), ec.ExportParameters(false));
            var keys = string.Join(
                ',',
                Encode([
                    ("kty", "RSA"),
                    ("n", Text(r.Modulus)),
                    ("e", Text(r.Exponent)),
                    .. alg is null ? [] : ((string, string)[])[("alg", alg)],
                ]),
                Encode(("kty", "EC"), ("crv", "P-256"), ("x", Text(e.Q.X)), ("y", Text(e.Q.Y)))
            );
            return """[{"client_id":"signer","token_endpoint_auth_method":"private_key_jwt","grant_types":["client_credentials"],"jwks":{"keys":["""
                + keys
                + "]}}]";
        }

        public string Sign(
            SecureAccessHost host,
            string alg,
            string? typ,
            (string Name, object? Value)? change = null,
            (string Name, object Value)? header = null
        )
        {
            var claims = new Dictionary<string, object>
            {
                ["iss"] = "signer",
                ["sub"] = "signer",
                ["aud"] = host.Origin.AbsoluteUri,
                ["jti"] = Guid.NewGuid().ToString(),
                ["exp"] = host.Clock.GetUtcNow().ToUnixTimeSeconds() + 60,
            };
            if (change is { } changed)
            {
                claims.Remove(changed.Name);
                if (changed.Value is not null)
                {
                    claims[changed.Name] = changed.Value;
                }
            }

            var head = new Dictionary<string, object> { ["alg"] = alg };
            if (typ is not null)
            {
                head["typ"] = typ;
            }

            if (header is { } extra)
            {
                head[extra.Name] = extra.Value;
            }

            return Sign(alg, Encode(head) + "." + Encode(claims));
        }

        /// <summary>Header and claims as they are given, signed with the client's own elliptic key.</summary>
        public string SignParts(string header, string claims) =>
            Sign("ES256", Base64UrlEncoder.Encode(header) + "." + Base64UrlEncoder.Encode(claims));

        private string Sign(string alg, string input)
        {
            var bytes = Encoding.ASCII.GetBytes(input);
            var signature = alg switch
            {
                "RS512" => rsa.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
                "ES256" => ec.SignData(bytes, HashAlgorithmName.SHA256),
                "PS256" => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
                _ => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            };
            return input + "." + Base64UrlEncoder.Encode(signature);
        }

        // Signed with the bytes of the public key as if they were a secret.
        public string Confused(string payload)
        {
            var input = Base64UrlEncoder.Encode("{\"alg\":\"HS256\"}") + "." + payload;
            return input
                + "."
                + Base64UrlEncoder.Encode(
                    HMACSHA256.HashData(
                        Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()),
                        Encoding.ASCII.GetBytes(input)
                    )
                );
        }

        public void Dispose()
        {
            rsa.Dispose();
            ec.Dispose();
        }

        private static string Text(byte[]? bytes) => Base64UrlEncoder.Encode(bytes);

        private static string Encode(params (string Name, string Value)[] members) =>
            System.Text.Json.JsonSerializer.Serialize(
                members.ToDictionary(member => member.Name, member => member.Value)
            );

        private static string Encode(Dictionary<string, object> json) =>
            Base64UrlEncoder.Encode(System.Text.Json.JsonSerializer.Serialize(json));
    }
}
