using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecureAccess.EndToEnd.Processes;
using SecureAccess.EndToEnd.Walks;

namespace SecureAccess.EndToEnd.RelyingParties;

/// <summary>A provider for clients of others: real processes, and one registration for each kind of client.</summary>
public sealed class RegisteredClients : IAsyncLifetime
{
    /// <summary>The tests that share it.</summary>
    public const string Collection = "Relying parties";

    /// <summary>Everything as RFC 7591 has it when nothing is said: <c>client_secret_basic</c>.</summary>
    public const string Basic = "rp-basic";

    /// <summary>The same with a secret whose characters must be encoded before they go into the header (RFC 6749 2.3.1).</summary>
    public const string Encoded = "rp-encoded";

    /// <summary><c>client_secret_post</c>.</summary>
    public const string Post = "rp-post";

    /// <summary>No credentials; its ID tokens are signed with ES256.</summary>
    public const string Public = "rp-public";

    /// <summary><c>private_key_jwt</c>, and a client that must push its requests.</summary>
    public const string Pusher = "rp-pusher";

    /// <summary>The site behind Apache.</summary>
    public const string Apache = "rp-apache";

    /// <summary>The site with the handler of ASP.NET Core.</summary>
    public const string AspNetCore = "rp-aspnetcore";

    private readonly HttpClient http = new();
    private readonly Dictionary<string, string> secrets = [];
    private readonly ECDsa pusherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private RunningDemo? demo;

    /// <summary>The provider.</summary>
    public RunningDemo Demo => demo ?? throw new InvalidOperationException("Not started.");

    /// <summary>Where the scripts would listen; nobody does, the address is enough for them.</summary>
    public Uri Scripts { get; private set; } = null!;

    /// <summary>Where Apache listens.</summary>
    public Uri ApacheSite { get; private set; } = null!;

    /// <summary>Where the site with the handler listens.</summary>
    public Uri AspNetCoreSite { get; private set; } = null!;

    /// <summary>The secret of a confidential client.</summary>
    public string SecretOf(string clientId) => secrets[clientId];

    /// <summary>The private key of <see cref="Pusher"/>, as a JSON Web Key.</summary>
    public string PusherKey => Key(withPrivatePart: true).ToJsonString();

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var (scripts, apache) = FreePorts.Two();
        var (site, _) = FreePorts.Two();
        Scripts = new Uri($"http://localhost:{scripts}/");
        ApacheSite = new Uri($"http://localhost:{apache}/");
        AspNetCoreSite = new Uri($"http://localhost:{site}/");
        demo = await RunningDemo.Start();
        await Register(
            Client(Basic, Scripts, "callback", "signed-out", method: null),
            Client(Encoded, Scripts, "callback", "signed-out", method: null),
            Client(Post, Scripts, "callback", "signed-out", "client_secret_post"),
            Client(Public, Scripts, "callback", "signed-out", "none", "ES256"),
            MustPush(Client(Pusher, Scripts, "callback", "signed-out", "private_key_jwt")),
            Client(Apache, ApacheSite, "tool/redirect_uri", "signed-out.html", method: null),
            Client(
                AspNetCore,
                AspNetCoreSite,
                "signin-oidc",
                "signout-callback-oidc",
                "client_secret_post"
            )
        );
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        pusherKey.Dispose();
        if (demo is not null)
        {
            await demo.DisposeAsync();
        }
    }

    /// <summary>Registers further clients in the running provider.</summary>
    public async Task Register(params JsonObject[] clients)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file,
                new JsonArray([.. clients.Select(client => (JsonNode)client)]).ToJsonString()
            );
            var (code, lines) = await Demo.Run("clients", "apply", file);
            if (code != 0)
            {
                throw new InvalidOperationException(string.Join('\n', lines));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A refresh as a client would ask for it that still has its token after the person signed out.</summary>
    /// <returns>The error, or null when new tokens were given.</returns>
    public async Task<string?> RefreshError(string clientId, string refreshToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(Demo.Provider, "connect/token")
        );
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
        };
        if (clientId == AspNetCore)
        {
            fields["client_id"] = clientId;
            fields["client_secret"] = SecretOf(clientId);
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{SecretOf(clientId)}"))
            );
        }

        request.Content = new FormUrlEncodedContent(fields);
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.StatusCode == HttpStatusCode.OK
            ? null
            : body.GetProperty("error").GetString();
    }

    /// <summary>A person's browser that stops before an address.</summary>
    internal static FormWalker Browser(ICollection<string> requested, Uri stopBefore) =>
        new(requested) { StopBefore = stopBefore.AbsoluteUri };

    private JsonObject Client(
        string id,
        Uri site,
        string callback,
        string signedOut,
        string? method,
        string algorithm = "RS256"
    )
    {
        var client = new JsonObject
        {
            ["client_id"] = id,
            ["client_name"] = id,
            ["redirect_uris"] = new JsonArray(new Uri(site, callback).AbsoluteUri),
            ["post_logout_redirect_uris"] = new JsonArray(new Uri(site, signedOut).AbsoluteUri),
            ["grant_types"] = new JsonArray("authorization_code", "refresh_token"),
            ["scope"] = "openid profile email",
            ["id_token_signed_response_alg"] = algorithm,
        };
        if (method is not null)
        {
            client["token_endpoint_auth_method"] = method;
        }

        if (method is not ("none" or "private_key_jwt"))
        {
            secrets[id] =
                Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))
                + (id == Encoded ? " +/%41:=&?" : "");
            client["client_secret"] = secrets[id];
        }

        return client;
    }

    private JsonObject MustPush(JsonObject client)
    {
        client["require_pushed_authorization_requests"] = true;
        client["jwks"] = new JsonObject { ["keys"] = new JsonArray(Key(withPrivatePart: false)) };
        return client;
    }

    private JsonObject Key(bool withPrivatePart)
    {
        var parts = pusherKey.ExportParameters(withPrivatePart);
        var key = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(parts.Q.X),
            ["y"] = Base64Url.EncodeToString(parts.Q.Y),
        };
        if (withPrivatePart)
        {
            key["d"] = Base64Url.EncodeToString(parts.D);
        }

        return key;
    }
}

/// <summary>One provider for the classes of clients.</summary>
[CollectionDefinition(RegisteredClients.Collection)]
public sealed class RegisteredClientsCollection : ICollectionFixture<RegisteredClients>;
