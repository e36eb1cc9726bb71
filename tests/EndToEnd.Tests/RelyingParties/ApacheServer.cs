using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;

namespace SecureAccess.EndToEnd.RelyingParties;

/// <summary>
/// Apache as an ordinary process with <c>mod_auth_openidc</c>, its configuration and pages in a folder of its own. Behind
/// <c>/tool</c> stands one page that shows what the module passed on.
/// </summary>
internal sealed class ApacheServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("relying-party-").FullName;
    private readonly Process process;

    private ApacheServer(RegisteredClients clients)
    {
        Write("apache.conf", Configuration(clients));
        Write("pages/tool/index.html", Page);
        Write("pages/signed-out.html", "<html><body><main>Signed out.</main></body></html>");
        if (!OperatingSystem.IsWindows())
        {
            // Apache gives up the rights of root for those of www-data.
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        }

        process = Process.Start(
            new ProcessStartInfo(
                Installed.Apache,
                ["-f", Path.Combine(folder, "apache.conf"), "-DFOREGROUND"]
            )
            {
                RedirectStandardError = true,
            }
        )!;
    }

    /// <summary>The last lines of its error log.</summary>
    public string Log =>
        File.Exists(Path.Combine(folder, "error.log"))
            ? string.Join('\n', File.ReadLines(Path.Combine(folder, "error.log")).TakeLast(20))
            : "(no log)";

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<ApacheServer> Start(RegisteredClients clients)
    {
        var server = new ApacheServer(clients);
        using var http = new HttpClient();
        var waited = Stopwatch.StartNew();
        while (!server.process.HasExited && waited.Elapsed < TimeSpan.FromSeconds(30))
        {
            try
            {
                await http.GetStringAsync(new Uri(clients.ApacheSite, "signed-out.html"));
                return server;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        var said = server.process.HasExited
            ? await server.process.StandardError.ReadToEndAsync()
            : "";
        var log = server.Log;
        await server.DisposeAsync();
        throw new InvalidOperationException($"Apache did not start: {said}\n{log}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var terminate = Process.Start(
                new ProcessStartInfo("kill", ["-TERM", $"{process.Id}"])
            );
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    // OIDC_CLAIM_x: what the module passes on of the ID token and of userinfo, to CGI, PHP and here to server-side includes.
    private const string Page = """
        <html><body><main>{
        "user": "<!--#echo var="REMOTE_USER" -->",
        "sub": "<!--#echo var="OIDC_CLAIM_sub" -->",
        "acr": "<!--#echo var="OIDC_CLAIM_acr" -->",
        "email": "<!--#echo var="OIDC_CLAIM_email" -->",
        "given_name": "<!--#echo var="OIDC_CLAIM_given_name" -->"
        }</main></body></html>
        """;

    private string Configuration(RegisteredClients clients) =>
        $"""
            ServerRoot "{folder}"
            ServerName localhost
            Listen 127.0.0.1:{clients.ApacheSite.Port}
            PidFile "{folder}/apache.pid"
            DefaultRuntimeDir "{folder}"
            ErrorLog "{folder}/error.log"
            LogLevel warn auth_openidc:info
            {Modules(
                "mpm_event",
                "authn_core",
                "authz_core",
                "authz_user",
                "dir",
                "mime",
                "filter",
                "include",
                "auth_openidc"
            )}
            TypesConfig /etc/mime.types
            <IfModule unixd_module>
              User www-data
              Group www-data
            </IfModule>
            DocumentRoot "{folder}/pages"
            DirectoryIndex index.html

            OIDCProviderMetadataURL {clients.Demo.Provider}.well-known/openid-configuration
            OIDCClientID {RegisteredClients.Apache}
            OIDCClientSecret {clients.SecretOf(RegisteredClients.Apache)}
            OIDCRedirectURI {clients.ApacheSite}tool/redirect_uri
            OIDCCryptoPassphrase {Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}
            OIDCScope "openid profile email"
            OIDCPKCEMethod S256
            OIDCInfoHook access_token refresh_token id_token userinfo

            <Location /tool>
              AuthType openid-connect
              Require valid-user
              Options +Includes
              SetOutputFilter INCLUDES
            </Location>
            """;

    private static string Modules(params string[] names) =>
        string.Join(
            '\n',
            names.Select(name =>
                $"LoadModule {name}_module {Installed.ApacheModules}/mod_{name}.so"
            )
        );

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
