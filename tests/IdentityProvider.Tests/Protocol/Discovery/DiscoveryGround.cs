using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Accounts;
using SecureAccess.Tests.Journeys.SignIn;
using SecureAccess.Tests.Protocol.Devices;
using SecureAccess.Tests.Protocol.Logout;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Protocol.Discovery;

/// <summary>A host with a client for every way that discovery names, and two people: one with all there is to tell, one not proofed.</summary>
internal sealed class DiscoveryGround : IAsyncDisposable
{
    public const string Secret = "a-secret";

    /// <summary>An API that the tool may ask tokens for.</summary>
    public const string Api = "urn:example:api";

    private readonly RSA rsa = RSA.Create(2048);
    private readonly ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private DiscoveryGround(SecureAccessHost host, LogoutReceiver receiver)
    {
        Host = host;
        Receiver = receiver;
    }

    public SecureAccessHost Host { get; }
    public LogoutReceiver Receiver { get; }

    /// <summary>Confidential, first-party, of every scope; signed for by ES256.</summary>
    public TestTool Tool => new(Host, "tool", Secret);

    /// <summary>Public, its people known by one name, of another sector; signed for by RS256.</summary>
    public TestTool App => new(Host, "app", null);

    /// <summary>The person with all there is to tell, signed in.</summary>
    public Browser Person { get; private set; } = null!;

    /// <summary>A person who is not proofed, signed in.</summary>
    public Browser Unproofed { get; private set; } = null!;

    public static async Task<DiscoveryGround> Start()
    {
        var ground = new DiscoveryGround(
            await SecureAccessHost.Start(),
            await LogoutReceiver.Start()
        );
        await ground.Host.AddClients(ground.Clients());
        var maria = await ground.Host.Add(new TestPerson());
        // As an import and a merge leave it.
        await ground.Host.In(database =>
            database
                .Set<Account>()
                .Where(account => account.Id == maria)
                .ExecuteUpdateAsync(set => set.SetProperty(account => account.Roles, "preparer"))
        );
        ground.Person = await TestTool.SignedIn(ground.Host, maria);
        ground.Unproofed = await TestTool.SignedIn(
            ground.Host,
            await ground.Host.Add(TestPerson.Second with { Verified = false })
        );
        return ground;
    }

    /// <summary>What discovery says.</summary>
    public async Task<JsonElement> Told()
    {
        using var http = Host.NewHttpClient();
        using var json = JsonDocument.Parse(
            await http.GetStringAsync(
                new Uri("/.well-known/openid-configuration", UriKind.Relative)
            )
        );
        return json.RootElement.Clone();
    }

    /// <summary>Posts a form as the client that authenticates in this way; with an assertion, signed by this algorithm.</summary>
    public async Task<TokenAnswer> Post(
        string path,
        string method,
        string? algorithm,
        params (string Name, string? Value)[] fields
    )
    {
        var id = method == "none" ? "app" : method;
        using var http = Host.NewHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        List<(string Name, string? Value)> form = [.. fields];
        switch (method)
        {
            case "client_secret_basic":
                request.Headers.Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{Secret}"))
                );
                break;
            case "client_secret_post":
                form.AddRange([("client_id", id), ("client_secret", Secret)]);
                break;
            case "private_key_jwt":
                form.AddRange([
                    ("client_id", id),
                    (
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
                    ),
                    ("client_assertion", Assertion(id, algorithm ?? "ES256")),
                ]);
                break;
            default:
                form.Add(("client_id", id));
                break;
        }

        request.Content = new FormUrlEncodedContent(
            form.Select(field => KeyValuePair.Create(field.Name, field.Value!))
        );
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        using var json = JsonDocument.Parse(body.Length == 0 ? "{}" : body);
        return new TokenAnswer(response.StatusCode, json.RootElement.Clone());
    }

    /// <summary>An access token of the client that authenticates in this way.</summary>
    public async Task<string> TokenOf(string method, string? algorithm)
    {
        if (method == "none")
        {
            await App.Code(Person);
            return (await App.Tokens(Person)).AccessToken;
        }

        var answer = await Post(
            "/connect/token",
            method,
            algorithm,
            ("grant_type", "client_credentials")
        );
        return answer.AccessToken;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Receiver.DisposeAsync();
        rsa.Dispose();
        ec.Dispose();
    }

    private string Assertion(string id, string algorithm) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = id,
                Audience = Host.Origin.AbsoluteUri,
                Expires = Host.Clock.GetUtcNow().UtcDateTime.AddMinutes(1),
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = id,
                    ["jti"] = Guid.NewGuid().ToString(),
                },
                SigningCredentials = new SigningCredentials(
                    algorithm.StartsWith("ES", StringComparison.Ordinal)
                        ? new ECDsaSecurityKey(ec)
                        : new RsaSecurityKey(rsa),
                    algorithm
                ),
            }
        );

    private string Clients()
    {
        var keys = JsonSerializer.Serialize(
            new[]
            {
                Public(
                    JsonWebKeyConverter.ConvertFromRSASecurityKey(
                        new RsaSecurityKey(rsa.ExportParameters(false))
                    )
                ),
                Public(
                    JsonWebKeyConverter.ConvertFromECDsaSecurityKey(
                        new ECDsaSecurityKey(
                            ECDsa.Create(ec.ExportParameters(includePrivateParameters: false))
                        )
                    )
                ),
            }
        );
        return $$"""
            [{"client_id":"tool","client_secret":"{{Secret}}","redirect_uris":["https://tool.example/cb"],
              "post_logout_redirect_uris":["https://tool.example/out"],"resources":["{{Api}}"],
              "grant_types":["authorization_code","refresh_token","{{TestDevice.Grant}}","urn:ietf:params:oauth:grant-type:token-exchange"],
              "scope":"openid profile email phone address offline_access tin","tin_allowed":true,"first_party":true,"id_token_signed_response_alg":"ES256",
              "backchannel_logout_uri":"{{Receiver.Address}}/tool"},
             {"client_id":"api","client_secret":"{{Secret}}","grant_types":[],"resource_identifier":"{{Api}}"},
             {"client_id":"app","token_endpoint_auth_method":"none","redirect_uris":["https://app.example/cb"],"first_party":true,
              "grant_types":["authorization_code","{{TestDevice.Grant}}"],
              "subject_type":"public","scope":"openid","id_token_signed_response_alg":"RS256"},
             {"client_id":"client_secret_basic","client_secret":"{{Secret}}","token_endpoint_auth_method":"client_secret_basic",
              "grant_types":["client_credentials","authorization_code","{{TestDevice.Grant}}"],
              "redirect_uris":["https://client-secret-basic.example/cb"]},
             {"client_id":"client_secret_post","client_secret":"{{Secret}}","token_endpoint_auth_method":"client_secret_post",
              "grant_types":["client_credentials","authorization_code","{{TestDevice.Grant}}"],
              "redirect_uris":["https://client-secret-post.example/cb"]},
             {"client_id":"private_key_jwt","token_endpoint_auth_method":"private_key_jwt","grant_types":["client_credentials","authorization_code","{{TestDevice.Grant}}"],
              "redirect_uris":["https://private-key-jwt.example/cb"],
              "jwks":{"keys":{{keys}} } }]
            """;
    }

    private static Dictionary<string, string> Public(JsonWebKey key) =>
        key.Kty == "RSA"
            ? new()
            {
                ["kty"] = "RSA",
                ["n"] = key.N,
                ["e"] = key.E,
            }
            : new()
            {
                ["kty"] = "EC",
                ["crv"] = key.Crv,
                ["x"] = key.X,
                ["y"] = key.Y,
            };
}
