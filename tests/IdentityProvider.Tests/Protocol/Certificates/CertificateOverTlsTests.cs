using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Certificates;

/// <summary>The whole way of a client's certificate: a real TLS connection to the real server.</summary>
public sealed class CertificateOverTlsTests
{
    private const string Clients = """
        [{"client_id":"holder","token_endpoint_auth_method":"tls_client_auth","grant_types":["client_credentials"],
          "tls_client_auth_san_dns":"client.agency.example"},
         {"client_id":"own","token_endpoint_auth_method":"self_signed_tls_client_auth","grant_types":["authorization_code","client_credentials"],
          "redirect_uris":["https://own.example/cb"],"jwks":KEYS}]
        """;

    // Fails when: TLS does not ask for a certificate, refuses one before the client is known, or its certificate is not the one that is checked.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_client_shows_its_certificate_in_the_handshake()
    {
        using var authority = new TestAuthority(DateTimeOffset.UtcNow);
        using var foreign = new TestAuthority(DateTimeOffset.UtcNow, "CN=Other");
        using var issued = Usable(authority.Issue());
        using var another = Usable(foreign.Issue());
        using var selfSigned = Usable(authority.SelfSigned());
        using var unknown = Usable(authority.SelfSigned());
        await using var ground = await HostGround.Create(Engine.Sqlite);
        await using var server = await OverTls.Start(
            ground,
            authority,
            Clients.Replace("KEYS", TestAuthority.KeySetOf(selfSigned), StringComparison.Ordinal)
        );

        (await server.Token("holder", issued)).ShouldBe(HttpStatusCode.OK);
        (await server.Token("holder", another)).ShouldBe(HttpStatusCode.Unauthorized);
        (await server.Token("holder", selfSigned)).ShouldBe(HttpStatusCode.Unauthorized);
        (await server.Token("holder", null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await server.Token("own", selfSigned)).ShouldBe(HttpStatusCode.OK);
        (await server.Token("own", unknown)).ShouldBe(HttpStatusCode.Unauthorized);
        (await server.Token("own", issued)).ShouldBe(HttpStatusCode.Unauthorized);

        // A header that says so is nothing where TLS is asked.
        (await server.Token("holder", null, header: issued)).ShouldBe(HttpStatusCode.Unauthorized);
        // Where clients authenticate, they do by certificate too.
        (await server.Push("own", selfSigned)).ShouldBe(HttpStatusCode.Created);
        (await server.Push("own", unknown)).ShouldBe(HttpStatusCode.Unauthorized);
        (await server.Introspect("holder", issued)).ShouldBe(HttpStatusCode.OK);
        (await server.Introspect("holder", another)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    // TLS wants a key that is kept, not one that was only made.
    private static X509Certificate2 Usable(X509Certificate2 made)
    {
        using (made)
        {
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        }
    }

    private sealed class OverTls(HostGround ground, string authorities)
        : WebApplicationFactory<Program>
    {
        private Uri address = null!;

        public static async Task<OverTls> Start(
            HostGround ground,
            TestAuthority authority,
            string clients
        )
        {
            var authorities = Path.Combine(ground.Folder, "authorities.pem");
            await File.WriteAllTextAsync(authorities, authority.Pem);
            using var servers = new TestAuthority(DateTimeOffset.UtcNow, "CN=Servers");
            var shown = Usable(servers.Issue("localhost", forServers: true));
            var server = new OverTls(ground, authorities);
            server.UseKestrel(options =>
                options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(shown))
            );
            server.StartServer();
            server.address = new Uri(
                server
                    .Services.GetRequiredService<IServer>()
                    .Features.Get<IServerAddressesFeature>()!
                    .Addresses.Single()
            );
            var file = Path.Combine(ground.Folder, "clients.json");
            await File.WriteAllTextAsync(file, clients);
            await using var scope = server.Services.CreateAsyncScope();
            (
                await scope
                    .ServiceProvider.GetRequiredService<ClientsFile>()
                    .Apply(file, dryRun: false, CancellationToken.None)
            ).ShouldBeOfType<ClientsApplyResult.Applied>();
            return server;
        }

        public Task<HttpStatusCode> Token(
            string id,
            X509Certificate2? shown,
            X509Certificate2? header = null
        ) =>
            Post(
                "/connect/token",
                shown,
                header,
                ("grant_type", "client_credentials"),
                ("client_id", id)
            );

        public Task<HttpStatusCode> Introspect(string id, X509Certificate2 shown) =>
            Post("/connect/introspect", shown, null, ("client_id", id), ("token", "x"));

        public Task<HttpStatusCode> Push(string id, X509Certificate2 shown) =>
            Post(
                "/connect/par",
                shown,
                null,
                ("client_id", id),
                ("response_type", "code"),
                ("redirect_uri", "https://own.example/cb"),
                ("scope", "openid"),
                ("code_challenge", TestTool.Challenge),
                ("code_challenge_method", "S256")
            );

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("Issuer", "https://localhost/");
            builder.UseSetting("Database:Provider", ground.Database.Engine.ToString());
            builder.UseSetting("ConnectionStrings:SecureAccess", ground.Database.Connection);
            builder.UseSetting("Keys:RootKeyFile", Path.Combine(ground.Folder, "root.key"));
            builder.UseSetting("Hosting:ClientCertificates", "Tls");
            builder.UseSetting("Hosting:ClientCertificateAuthorities", authorities);
            builder.ConfigureServices(services =>
                services.ConfigureDbContext<SqliteContext>(options =>
                    options.ConfigureWarnings(warnings =>
                        warnings.Ignore(
                            Microsoft
                                .EntityFrameworkCore
                                .Diagnostics
                                .RelationalEventId
                                .PendingModelChangesWarning
                        )
                    )
                )
            );
        }

        private async Task<HttpStatusCode> Post(
            string path,
            X509Certificate2? shown,
            X509Certificate2? header,
            params (string Name, string Value)[] fields
        )
        {
            using var handler = new HttpClientHandler
            {
                ClientCertificateOptions = ClientCertificateOption.Manual,
                ServerCertificateCustomValidationCallback =
                    HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
            };
            if (shown is not null)
            {
                handler.ClientCertificates.Add(shown);
            }

            using var http = new HttpClient(handler) { BaseAddress = address };
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            if (header is not null)
            {
                request.Headers.Add("Client-Cert", $":{Convert.ToBase64String(header.RawData)}:");
            }

            request.Content = new FormUrlEncodedContent(
                fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
            );
            using var response = await http.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
                json.RootElement.GetProperty("error").GetString().ShouldBe("invalid_client");
            }

            return response.StatusCode;
        }
    }
}
