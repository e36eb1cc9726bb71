using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using SecureAccess.Persistence;
using SecureAccess.Sessions;
using SecureAccess.Tests.Testing;
using Shouldly;

namespace SecureAccess.Tests.Protocol;

/// <summary>An answer of the token endpoint.</summary>
internal sealed record TokenAnswer(HttpStatusCode Status, JsonElement Json)
{
    public string? Error => Text("error");
    public string AccessToken => Text("access_token").ShouldNotBeNull(Json.GetRawText());
    public string? RefreshToken => Text("refresh_token");
    public JsonWebToken IdToken => new(Text("id_token"));
    public JsonWebToken Access => new(AccessToken);

    public string? Text(string name) =>
        Json.TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>A relying party under test: one of the clients of <see cref="Clients"/>.</summary>
internal sealed class TestTool(SecureAccessHost host, string id, string? secret)
{
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /// <summary>Two tools of one sector, one of another that is public and asks for consent, one of profile basic that is known by one name.</summary>
    public const string Clients = """
        [{"client_id":"alpha","client_secret":"alpha-secret","redirect_uris":["https://alpha.example/cb"],"post_logout_redirect_uris":["https://alpha.example/out"],
          "grant_types":["authorization_code","refresh_token"],"scope":"openid profile email phone address offline_access","first_party":true,"sector":"e-services",
          "id_token_signed_response_alg":"ES256","client_uri":"https://alpha.example"},
         {"client_id":"beta","client_secret":"beta-secret","redirect_uris":["https://beta.example/cb"],"first_party":true,"sector":"e-services","scope":"openid"},
         {"client_id":"third","token_endpoint_auth_method":"none","redirect_uris":["https://third.example/cb"],"scope":"openid email"},
         {"client_id":"basic","client_secret":"basic-secret","redirect_uris":["https://basic.example/cb"],"profile":"basic","first_party":true,"subject_type":"public"},
         {"client_id":"strict","client_secret":"strict-secret","redirect_uris":["https://strict.example/cb"],"first_party":true,
          "minimum_acr":"urn:secureaccess:acr:identity"},
         {"client_id":"machine","client_secret":"machine-secret","grant_types":["client_credentials"]}]
        """;

    public string Id => id;
    public string RedirectUri { get; init; } = $"https://{id}.example/cb";

    public static TestTool Alpha(SecureAccessHost host) => new(host, "alpha", "alpha-secret");

    public static TestTool Beta(SecureAccessHost host) => new(host, "beta", "beta-secret");

    public static TestTool Third(SecureAccessHost host) => new(host, "third", null);

    public static TestTool Basic(SecureAccessHost host) => new(host, "basic", "basic-secret");

    public static TestTool Strict(SecureAccessHost host) => new(host, "strict", "strict-secret");

    /// <summary>A host with these clients and one person.</summary>
    public static async Task<SecureAccessHost> Start(Engine engine = Engine.Sqlite)
    {
        var host = await SecureAccessHost.Start(new HostWishes { Engine = engine });
        await host.AddClients(Clients);
        return host;
    }

    /// <summary>A browser in which the person is signed in with both factors, as if just now.</summary>
    public static async Task<Browser> SignedIn(SecureAccessHost host, Guid account)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await host.Do(async services =>
        {
            var now = host.Clock.GetUtcNow();
            var database = services.GetRequiredService<SecureAccessDbContext>();
            database.Add(
                new Session
                {
                    Id = Guid.NewGuid(),
                    Sid = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
                    KeyHash = SHA256.HashData(Encoding.UTF8.GetBytes(key)),
                    AccountId = account,
                    StartedAt = now,
                    LastSeenAt = now,
                    ExpiresAt = now + SessionRules.Absolute,
                    PasswordAt = now,
                    SecondFactorAt = now,
                    SecondFactorMethod = "text",
                }
            );
            await database.SaveChangesAsync();
        });
        var browser = host.NewBrowser();
        browser.Cookies.Add(new Cookie("secureaccess-session", key, "/", host.Origin.Host));
        return browser;
    }

    /// <summary>The address of an authorize request with everything right; parameters given replace, null ones remove.</summary>
    public string AuthorizeAddress(params (string Name, string? Value)[] changes) =>
        QueryHelpers.AddQueryString("/connect/authorize", AuthorizeParameters(changes));

    public Dictionary<string, string?> AuthorizeParameters(
        params (string Name, string? Value)[] changes
    )
    {
        var parameters = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = id,
            ["redirect_uri"] = RedirectUri,
            ["scope"] = "openid",
            ["state"] = "the-state",
            ["nonce"] = "the-nonce",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return parameters.Where(pair => pair.Value is not null).ToDictionary();
    }

    /// <summary>A code, from a browser whose session suffices.</summary>
    public async Task<string> Code(Browser browser, params (string Name, string? Value)[] changes)
    {
        await browser.Open(AuthorizeAddress(changes));
        browser.SentTo.ShouldNotBeNull($"{browser.Url}: {browser.Body}");
        return browser
            .SentParameters.GetValueOrDefault("code")
            .ShouldNotBeNull(browser.SentTo.Query);
    }

    public Task<TokenAnswer> Redeem(string code, params (string Name, string? Value)[] changes) =>
        Token([
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", RedirectUri),
            ("code_verifier", Verifier),
            .. changes,
        ]);

    public Task<TokenAnswer> Refresh(string token, params (string Name, string? Value)[] changes) =>
        Token([("grant_type", "refresh_token"), ("refresh_token", token), .. changes]);

    /// <summary>Code and tokens at once.</summary>
    public async Task<TokenAnswer> Tokens(
        Browser browser,
        params (string Name, string? Value)[] changes
    )
    {
        var answer = await Redeem(await Code(browser, changes));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Json.GetRawText());
        return answer;
    }

    public Task<TokenAnswer> Token(params (string Name, string? Value)[] fields) =>
        Post("/connect/token", fields);

    public Task<TokenAnswer> Introspect(string token) =>
        Post("/connect/introspect", ("token", token));

    public Task<TokenAnswer> Revoke(string token) => Post("/connect/revoke", ("token", token));

    /// <summary>Posts a form with the client's credentials; <c>resource</c> and <c>audience</c> may stand in it more than once.</summary>
    public async Task<TokenAnswer> Post(string path, params (string Name, string? Value)[] fields)
    {
        var form = new List<(string Name, string? Value)>
        {
            ("client_id", id),
            ("client_secret", secret),
        };
        foreach (var (name, value) in fields)
        {
            if (name is not ("resource" or "audience"))
            {
                form.RemoveAll(field => field.Name == name);
            }

            form.Add((name, value));
        }

        using var http = host.NewHttpClient();
        using var content = new FormUrlEncodedContent(
            form.Where(field => field.Value is not null)
                .Select(field => KeyValuePair.Create(field.Name, field.Value!))
        );
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        return await Read(response);
    }

    public async Task<TokenAnswer> UserInfo(string accessToken)
    {
        using var http = host.NewHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var response = await http.SendAsync(request);
        return await Read(response);
    }

    private static async Task<TokenAnswer> Read(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        body.ShouldNotStartWith("<", customMessage: body);
        using var json = JsonDocument.Parse(body.Length == 0 ? "{}" : body);
        return new TokenAnswer(response.StatusCode, json.RootElement.Clone());
    }
}
