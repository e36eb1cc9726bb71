using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;

namespace SecureAccess.Tests.Protocol.Logout;

/// <summary>A client's back-channel logout endpoint, on real Kestrel: keeps what came and answers as it is told.</summary>
internal sealed class LogoutReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, string ContentType, string Token)> came = new();

    private LogoutReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(async http =>
        {
            var form = await http.Request.ReadFormAsync();
            came.Enqueue(
                (http.Request.Path, http.Request.ContentType!, form["logout_token"].ToString())
            );
            await Answer(http);
        });
    }

    /// <summary>What it answers.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Status(HttpStatusCode.OK);

    /// <summary>Where it is, without a slash.</summary>
    public string Address =>
        app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.First();

    /// <summary>The logout tokens that came, in their order.</summary>
    public IReadOnlyList<JsonWebToken> Tokens =>
        [.. came.Select(one => new JsonWebToken(one.Token))];

    /// <summary>All that came.</summary>
    public IReadOnlyList<(string Path, string ContentType, string Token)> Came => [.. came];

    public static async Task<LogoutReceiver> Start()
    {
        var receiver = new LogoutReceiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    public static Func<HttpContext, Task> Status(HttpStatusCode status) =>
        http =>
        {
            http.Response.StatusCode = (int)status;
            return Task.CompletedTask;
        };

    /// <summary>Two clients that are told here, each of a sector of its own, and one that is told nowhere.</summary>
    public string Clients(string? otherAddress = null) =>
        $$"""
            [{"client_id":"one","client_secret":"one-secret","redirect_uris":["https://one.example/cb"],"first_party":true,"scope":"openid",
              "post_logout_redirect_uris":["https://one.example/out"],"id_token_signed_response_alg":"ES256",
              "backchannel_logout_uri":"{{Address}}/one?tenant=1","backchannel_logout_session_required":true},
             {"client_id":"two","client_secret":"two-secret","redirect_uris":["https://two.example/cb"],"first_party":true,"scope":"openid",
              "backchannel_logout_uri":"{{otherAddress ?? Address}}/two"},
             {"client_id":"mute","client_secret":"mute-secret","redirect_uris":["https://mute.example/cb"],"first_party":true,"scope":"openid"}]
            """;

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
