using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Logout;

/// <summary>The modules of the OpenID Foundation's plan "RP-Initiated Logout OP", by their names, against this server in process.</summary>
public sealed class RpInitiatedLogoutTests
{
    private const string Out = "post_logout_redirect_uri=https://alpha.example/out";

    // Fails when: discovery does not name the endpoint, or does not say that clients are told of an end.
    [Fact]
    [Trait("Conformance", "oidcc-rp-initiated-logout-discovery-endpoint-verification")]
    public async Task Discovery_tells_of_logout()
    {
        await using var host = await TestTool.Start();
        using var http = host.NewHttpClient();
        var json = JsonDocument
            .Parse(
                await http.GetStringAsync(
                    new Uri("/.well-known/openid-configuration", UriKind.Relative)
                )
            )
            .RootElement;
        json.GetProperty("end_session_endpoint")
            .GetString()
            .ShouldBe($"{host.Origin.AbsoluteUri}connect/logout");
        json.GetProperty("backchannel_logout_supported").GetBoolean().ShouldBeTrue();
        json.GetProperty("backchannel_logout_session_supported").GetBoolean().ShouldBeTrue();
    }

    // Fails when: the person does not come back to the client, the state is lost or made up, or the session lives on.
    [Theory]
    [Trait("Conformance", "oidcc-rp-initiated-logout")]
    [Trait("Conformance", "oidcc-rp-initiated-logout-no-state")]
    [InlineData(Out + "&state=the-state", "https://alpha.example/out?state=the-state")]
    [InlineData(Out, "https://alpha.example/out")]
    [InlineData(Out + "&client_id=alpha", "https://alpha.example/out")]
    [InlineData(Out + "&logout_hint=maria%40example.org", "https://alpha.example/out")]
    [InlineData(Out + "&ui_locales=fr-CA%20en", "https://alpha.example/out")]
    public async Task A_right_request_ends_the_session_and_leads_back(string query, string to)
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var hint = (await tool.Tokens(browser)).Text("id_token");
        // Long past its own expiry.
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await browser.Open($"/connect/logout?id_token_hint={hint}&{query}");
        browser.SentTo.ShouldNotBeNull(browser.Body).AbsoluteUri.ShouldBe(to);
        await browser.Open(tool.AuthorizeAddress(("prompt", "none")));
        browser.SentParameters["error"].ShouldBe("login_required");
    }

    // Fails when: a request that proves nothing, or names an address that is not the client's, leads out of the house, ends the session or is a 500.
    [Theory]
    [Trait("Conformance", "oidcc-rp-initiated-logout-bad-post-logout-redirect-uri")]
    [Trait("Conformance", "oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri")]
    [Trait("Conformance", "oidcc-rp-initiated-logout-modified-id-token-hint")]
    [Trait("Conformance", "oidcc-rp-initiated-logout-bad-id-token-hint")]
    [Trait("Conformance", "oidcc-rp-initiated-logout-no-id-token-hint")]
    [InlineData("id_token_hint=HINT&post_logout_redirect_uri=https://alpha.example/other&state=s")]
    [InlineData("id_token_hint=HINT&post_logout_redirect_uri=https://alpha.example/out%3Fx=1")]
    [InlineData("id_token_hint=HINT&post_logout_redirect_uri=https://alpha.example/out/")]
    [InlineData("id_token_hint=HINT&post_logout_redirect_uri=javascript:alert(1)")]
    [InlineData("id_token_hint=NONE&" + Out)]
    [InlineData("id_token_hint=FOREIGN&" + Out)]
    [InlineData("id_token_hint=ACCESS&" + Out)]
    [InlineData("id_token_hint=HINTx&" + Out)]
    [InlineData(Out + "&state=s")]
    [InlineData(Out + "&client_id=alpha")]
    [InlineData("id_token_hint=HINT&client_id=beta&" + Out)]
    [InlineData("id_token_hint=HINT&client_id=nobody&" + Out)]
    [InlineData("id_token_hint=HINT&id_token_hint=HINT&" + Out)]
    [InlineData("id_token_hint=LONG&" + Out)]
    public async Task A_wrong_request_leads_to_a_page(string query)
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var tokens = await tool.Tokens(browser);
        var hint = tokens.Text("id_token")!;
        await browser.Open(
            "/connect/logout?"
                + query
                    .Replace("HINT", hint, StringComparison.Ordinal)
                    .Replace("NONE", Unsigned(hint), StringComparison.Ordinal)
                    .Replace("FOREIGN", Foreign(hint), StringComparison.Ordinal)
                    .Replace("ACCESS", tokens.AccessToken, StringComparison.Ordinal)
                    .Replace("LONG", new string('a', 10_000), StringComparison.Ordinal)
        );
        browser.SentTo.ShouldBeNull();
        ((int)browser.Status).ShouldBeLessThan(500);
        browser.Page.QuerySelectorAll("main").Length.ShouldBe(1);
        await tool.Code(browser, ("prompt", "none"));
    }

    // Fails when: a sign-out without an address does not end on the page that says so, asked first where nothing proves who wishes it.
    [Theory]
    [Trait("Conformance", "oidcc-rp-initiated-logout-no-params")]
    [Trait("Conformance", "oidcc-rp-initiated-logout-no-post-logout-redirect-uri")]
    [Trait("Conformance", "oidcc-rp-initiated-logout-only-state")]
    [InlineData("", true)]
    [InlineData("?state=s", true)]
    [InlineData("?id_token_hint=HINT", false)]
    [InlineData("?id_token_hint=HINT&state=s", false)]
    public async Task A_sign_out_without_an_address_ends_on_a_page(string query, bool asks)
    {
        await using var host = await TestTool.Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = TestTool.Alpha(host);
        var hint = (await tool.Tokens(browser)).Text("id_token")!;
        var address = "/connect/logout" + query.Replace("HINT", hint, StringComparison.Ordinal);
        await browser.Open(address);
        if (asks)
        {
            browser.Url.AbsolutePath.ShouldBe("/sign-out");
            await browser.Submit();
        }

        browser.Url.AbsolutePath.ShouldBe("/signed-out");
        browser.Status.ShouldBe(HttpStatusCode.OK);
        await browser.Open(tool.AuthorizeAddress(("prompt", "none")));
        browser.SentParameters["error"].ShouldBe("login_required");
        // Without a session there is nothing to ask.
        await browser.Open(address);
        browser.Url.AbsolutePath.ShouldBe("/signed-out");
    }

    private static string Unsigned(string token)
    {
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        return $"{header}.{token.Split('.')[1]}.";
    }

    private static string Foreign(string token)
    {
        var read = new JsonWebToken(token);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signing = new ECDsaSecurityKey(key) { KeyId = read.Kid };
        return new JsonWebTokenHandler().CreateToken(
            Base64UrlEncoder.Decode(read.EncodedPayload),
            new SigningCredentials(signing, "ES256")
            {
                CryptoProviderFactory = new CryptoProviderFactory
                {
                    CacheSignatureProviders = false,
                },
            }
        );
    }
}
