using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Sessions;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol;

public sealed class CodeFlowTests
{
    // Fails when: a second tool asks a signed-in, validated person for anything.
    [Fact]
    [Trait("Requirement", "R2")]
    [Trait("Requirement", "R5")]
    [Trait("Requirement", "R23")]
    public async Task One_session_serves_every_tool_without_a_further_step()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        foreach (
            var tool in new[] { TestTool.Alpha(host), TestTool.Beta(host), TestTool.Strict(host) }
        )
        {
            var tokens = await tool.Tokens(browser);
            browser.SentParameters["state"].ShouldBe("the-state");
            // RFC 9207.
            browser.SentParameters["iss"].ShouldBe(host.Origin.AbsoluteUri);
            tokens.IdToken.GetPayloadValue<string>("acr").ShouldBe(Acr.Identity);
        }
    }

    // Fails when: a claim is lost or one more is added to the ID token, or a signature is not by a published key in the client's algorithm.
    [Fact]
    [Trait("Requirement", "D18")]
    public async Task An_id_token_names_the_person_and_the_sign_in_and_nothing_else()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var signedInAt = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        var tokens = await TestTool.Alpha(host).Tokens(browser, ("scope", "openid profile email"));
        var token = tokens.IdToken;
        token
            .Claims.Select(claim => claim.Type)
            .Distinct()
            .Order()
            .ShouldBe([
                "acr",
                "amr",
                "at_hash",
                "aud",
                "auth_time",
                "exp",
                "iat",
                "iss",
                "nonce",
                "sid",
                "sub",
            ]);
        token.Issuer.ShouldBe(host.Origin.AbsoluteUri);
        token.Audiences.ShouldBe(["alpha"]);
        token.GetPayloadValue<string>("nonce").ShouldBe("the-nonce");
        token.GetPayloadValue<long>("auth_time").ShouldBe(signedInAt.ToUnixTimeSeconds());
        token.GetPayloadValue<string[]>("amr").ShouldBe(["pwd", "sms", "mfa"]);
        (token.ValidTo - token.IssuedAt).ShouldBe(TimeSpan.FromMinutes(5));
        token.Alg.ShouldBe("ES256");
        (await Signed(host, token)).ShouldBeTrue();

        var other = (await TestTool.Beta(host).Tokens(browser)).IdToken;
        other.Alg.ShouldBe("RS256");
        (await Signed(host, other)).ShouldBeTrue();
    }

    // Fails when: an access token is no RFC 9068 token, or says less than a resource needs for step-up (RFC 9470).
    [Fact]
    [Trait("Requirement", "D17")]
    public async Task An_access_token_is_limited_and_carries_session_and_assurance()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tokens = await TestTool.Alpha(host).Tokens(browser, ("scope", "openid email"));
        var token = tokens.Access;
        token.Typ.ShouldBe("at+jwt");
        token.Audiences.ShouldBe([host.Origin.AbsoluteUri, "alpha"]);
        token.GetPayloadValue<string>("client_id").ShouldBe("alpha");
        token.GetPayloadValue<string>("scope").ShouldBe("openid email");
        token.GetPayloadValue<string>("acr").ShouldBe(Acr.Identity);
        token.GetPayloadValue<long>("auth_time").ShouldBePositive();
        token
            .GetPayloadValue<string>("sid")
            .ShouldBe(tokens.IdToken.GetPayloadValue<string>("sid"));
        token.Subject.ShouldBe(tokens.IdToken.Subject);
        (token.ValidTo - token.IssuedAt).ShouldBe(TimeSpan.FromMinutes(10));
        token.EncodedPayload.ShouldNotContain("maria");
    }

    // Fails when: tools of different sectors can tell that a person is the same, or tools of one cannot.
    [Fact]
    [Trait("Requirement", "D14")]
    public async Task A_person_has_one_name_a_sector_and_it_stays()
    {
        await using var host = await TestTool.Start();
        var account = await host.Add(new TestPerson());
        var browser = await TestTool.SignedIn(host, account);
        var alpha = (await TestTool.Alpha(host).Tokens(browser)).IdToken.Subject;
        var beta = (await TestTool.Beta(host).Tokens(browser)).IdToken.Subject;
        var strict = (await TestTool.Strict(host).Tokens(browser)).IdToken.Subject;
        beta.ShouldBe(alpha);
        strict.ShouldNotBe(alpha);
        alpha.ShouldNotBe(account.ToString());
        var later = await TestTool.SignedIn(host, account);
        (await TestTool.Alpha(host).Tokens(later)).IdToken.Subject.ShouldBe(alpha);
        var second = await TestTool.SignedIn(host, await host.Add(TestPerson.Second));
        (await TestTool.Alpha(host).Tokens(second)).IdToken.Subject.ShouldNotBe(alpha);
    }

    // Fails when: userinfo tells more or less than the scopes that were granted, or another subject than the ID token.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task Userinfo_tells_what_the_scopes_allow()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var alpha = TestTool.Alpha(host);
        var few = await alpha.Tokens(browser);
        var little = await alpha.UserInfo(few.AccessToken);
        little.Json.EnumerateObject().Select(claim => claim.Name).ShouldBe(["sub"]);
        little.Text("sub").ShouldBe(few.IdToken.Subject);

        var all = await alpha.UserInfo(
            (
                await alpha.Tokens(browser, ("scope", "openid profile email phone address"))
            ).AccessToken
        );
        all.Text("preferred_username").ShouldBe("maria.lopez");
        all.Text("given_name").ShouldBe("Maria");
        all.Text("birthdate").ShouldBe("1984-03-14");
        all.Text("email").ShouldBe("maria@example.org");
        all.Json.GetProperty("email_verified").GetBoolean().ShouldBeTrue();
        all.Text("phone_number").ShouldBe("+12025550143");
        all.Json.GetProperty("address").GetProperty("postal_code").GetString().ShouldBe("62701");
    }

    // Fails when: one of the three ways of presenting an access token stops working (OpenID Connect Core 5.3.1).
    [Fact]
    public async Task Userinfo_takes_get_post_header_and_post_body()
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var token = (await TestTool.Alpha(host).Tokens(browser)).AccessToken;
        using var http = host.NewHttpClient();
        using var inBody = new FormUrlEncodedContent([KeyValuePair.Create("access_token", token)]);
        using var body = await http.PostAsync(
            new Uri("/connect/userinfo", UriKind.Relative),
            inBody
        );
        body.StatusCode.ShouldBe(HttpStatusCode.OK);
        body.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/userinfo")
        {
            Content = new FormUrlEncodedContent([]),
        };
        request.Headers.Authorization = new("Bearer", token);
        using var header = await http.SendAsync(request);
        header.StatusCode.ShouldBe(HttpStatusCode.OK);
        // Never in the address (RFC 9700 2.6).
        using var query = await http.GetAsync(
            new Uri($"/connect/userinfo?access_token={token}", UriKind.Relative)
        );
        query.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var none = await http.GetAsync(new Uri("/connect/userinfo", UriKind.Relative));
        none.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // Fails when: discovery promises what does not work, or keeps silent about what does.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task Discovery_tells_what_works()
    {
        await using var host = await TestTool.Start();
        using var http = host.NewHttpClient();
        using var json = JsonDocument.Parse(
            await http.GetStringAsync(
                new Uri("/.well-known/openid-configuration", UriKind.Relative)
            )
        );
        var told = json.RootElement;
        told.GetProperty("issuer").GetString().ShouldBe(host.Origin.AbsoluteUri);
        Listed("response_types_supported").ShouldBe(["code"]);
        Listed("response_modes_supported").ShouldBe(["form_post", "query"]);
        Listed("grant_types_supported")
            .ShouldBe([
                "authorization_code",
                "client_credentials",
                "refresh_token",
                "urn:ietf:params:oauth:grant-type:device_code",
                "urn:ietf:params:oauth:grant-type:token-exchange",
            ]);
        Listed("subject_types_supported").ShouldBe(["pairwise", "public"]);
        Listed("id_token_signing_alg_values_supported").ShouldBe(["ES256", "RS256"]);
        Listed("code_challenge_methods_supported").ShouldBe(["S256"]);
        Listed("prompt_values_supported")
            .ShouldBe(["consent", "create", "login", "none", "select_account"]);
        Listed("acr_values_supported").ShouldBe([Acr.Account, Acr.Identity]);
        Listed("scopes_supported")
            .ShouldBe(["address", "email", "offline_access", "openid", "phone", "profile", "tin"]);
        Listed("token_endpoint_auth_methods_supported")
            .ShouldBe(["client_secret_basic", "client_secret_post", "none", "private_key_jwt"]);
        told.GetProperty("authorization_response_iss_parameter_supported")
            .GetBoolean()
            .ShouldBeTrue();
        told.GetProperty("request_parameter_supported").GetBoolean().ShouldBeFalse();
        told.TryGetProperty("pushed_authorization_request_endpoint", out _).ShouldBeTrue();
        told.TryGetProperty("device_authorization_endpoint", out _).ShouldBeTrue();

        IEnumerable<string?> Listed(string name) =>
            told.GetProperty(name).EnumerateArray().Select(value => value.GetString()).Order();
    }

    private static async Task<bool> Signed(SecureAccessHost host, JsonWebToken token)
    {
        using var http = host.NewHttpClient();
        var keys = JsonWebKeySet.Create(
            await http.GetStringAsync(new Uri("/.well-known/jwks", UriKind.Relative))
        );
        keys.Keys.ShouldAllBe(key => !key.HasPrivateKey);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                IssuerSigningKeys = keys.GetSigningKeys(),
                ValidIssuer = host.Origin.AbsoluteUri,
                ValidAudience = token.Audiences.First(),
                ValidateLifetime = false,
            }
        );
        return result.IsValid;
    }
}
