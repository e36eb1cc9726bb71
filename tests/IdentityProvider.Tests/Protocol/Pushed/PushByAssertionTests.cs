using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Pushed;

/// <summary>Clients that push with an assertion (<c>private_key_jwt</c>, RFC 9126 2).</summary>
public sealed class PushByAssertionTests : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    // Fails when: an audience that RFC 9126 2 lets a client name is refused, or one of another endpoint or server is taken.
    [Theory]
    [Trait("Requirement", "R24")]
    [InlineData("http://localhost/", HttpStatusCode.Created)]
    [InlineData("http://localhost/connect/par", HttpStatusCode.Created)]
    [InlineData("http://localhost/connect/token", HttpStatusCode.Created)]
    [InlineData("http://localhost/connect/revoke", HttpStatusCode.Unauthorized)]
    [InlineData("https://elsewhere.example/", HttpStatusCode.Unauthorized)]
    public async Task An_assertion_authenticates_who_pushes(string audience, HttpStatusCode status)
    {
        await using var host = await Start();
        var answer = await Push(host, Assertion(host, audience));
        answer.Status.ShouldBe(status, answer.Json.GetRawText());
    }

    // Fails when: an assertion that was used to push can be used again, here or at the token endpoint, or is kept with the request.
    [Fact]
    [Trait("Threat", "Replay-and-clocks")]
    public async Task An_assertion_pushes_once()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var tool = new TestTool(host, "signer", null);
        var assertion = Assertion(host, host.Origin.AbsoluteUri);
        var pushed = await Push(host, assertion);
        (await Push(host, assertion)).Error.ShouldBe("invalid_client");
        await browser.Open(tool.AddressOf(pushed.Text("request_uri")!));
        var code = browser.SentParameters["code"];
        (await tool.Redeem(code, Credentials(assertion))).Error.ShouldBe("invalid_client");
        (
            await tool.Redeem(code, Credentials(Assertion(host, host.Origin.AbsoluteUri)))
        ).Status.ShouldBe(HttpStatusCode.OK);
    }

    // Fails when: a client that was switched off between pushing and the browser's coming is served.
    [Fact]
    public async Task A_client_that_was_switched_off_is_not_served()
    {
        await using var host = await Start();
        var browser = await TestTool.SignedIn(host, await host.Add(new TestPerson()));
        var pushed = await Push(host, Assertion(host, host.Origin.AbsoluteUri));
        await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<Client>()
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(client => client.DisabledAt, host.Clock.GetUtcNow())
                )
        );
        await browser.Open(
            new TestTool(host, "signer", null).AddressOf(pushed.Text("request_uri")!)
        );
        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.SentTo.ShouldBeNull();
    }

    public void Dispose() => key.Dispose();

    private async Task<SecureAccessHost> Start()
    {
        var host = await SecureAccessHost.Start();
        var point = key.ExportParameters(false).Q;
        await host.AddClients(
            $$"""
            [{"client_id":"signer","token_endpoint_auth_method":"private_key_jwt","redirect_uris":["https://signer.example/cb"],"first_party":true,
              "require_pushed_authorization_requests":true,
              "jwks":{"keys":[{"kty":"EC","crv":"P-256","x":"{{Base64UrlEncoder.Encode(
                point.X
            )}}","y":"{{Base64UrlEncoder.Encode(point.Y)}}"} ] } } ]
            """
        );
        return host;
    }

    private static Task<TokenAnswer> Push(SecureAccessHost host, string assertion)
    {
        var tool = new TestTool(host, "signer", null);
        return tool.Push([.. Credentials(assertion)]);
    }

    private static (string Name, string? Value)[] Credentials(string assertion) =>
        [
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion),
        ];

    private string Assertion(SecureAccessHost host, string audience)
    {
        var now = host.Clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = "signer",
                Audience = audience,
                IssuedAt = now,
                NotBefore = now,
                Expires = now.AddMinutes(1),
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = "signer",
                    ["jti"] = Guid.NewGuid().ToString(),
                },
                SigningCredentials = new SigningCredentials(
                    new ECDsaSecurityKey(key),
                    SecurityAlgorithms.EcdsaSha256
                )
                {
                    CryptoProviderFactory = new CryptoProviderFactory
                    {
                        CacheSignatureProviders = false,
                    },
                },
            }
        );
    }
}
