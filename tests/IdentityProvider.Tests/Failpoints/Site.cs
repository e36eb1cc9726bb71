using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Failpoints;

/// <summary>
/// The address that people know, on ground of its own, whichever host answers there. What a killed host would have answered never
/// arrives, its cookies neither.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly HostGround ground;
    private readonly Func<IInterceptor[]> more;
    private HttpMessageInvoker server;

    private Site(
        HostGround ground,
        SecureAccessHost host,
        Failpoint failpoint,
        Func<IInterceptor[]> more
    )
    {
        this.ground = ground;
        this.more = more;
        Host = host;
        Failpoint = failpoint;
        server = new HttpMessageInvoker(host.NewHandler());
    }

    /// <summary>The host that answers now.</summary>
    public SecureAccessHost Host { get; private set; }

    /// <summary>Counts its commits, and kills it.</summary>
    public Failpoint Failpoint { get; private set; }

    /// <summary>The file of the people whom the sources of the hosts on this ground know.</summary>
    public static string PeopleOf(HostGround ground) => Path.Combine(ground.Folder, "people.json");

    /// <summary>Opens the site on the ground, which goes with it.</summary>
    /// <param name="ground">Where the demo people's records and the tools are known.</param>
    /// <param name="more">Makes further interceptors of each host's database; null: none.</param>
    public static async Task<Site> Open(HostGround ground, Func<IInterceptor[]>? more = null)
    {
        var failpoint = new Failpoint();
        var made = more ?? (() => []);
        return new Site(ground, await Start(ground, [failpoint, .. made()]), failpoint, made);
    }

    /// <summary>A browser that reaches whichever host answers.</summary>
    public Browser NewBrowser() => new(new Wire(this), Host.Origin);

    /// <summary>Starts another host in place of a killed one.</summary>
    public async Task StartAgain()
    {
        await Host.DisposeAsync();
        Failpoint = new Failpoint();
        Host = await Start(ground, [Failpoint, .. more()]);
        server = new HttpMessageInvoker(Host.NewHandler());
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await ground.DisposeAsync();
    }

    /// <summary>How a host on a ground is started that is not killed.</summary>
    public static HostWishes On(HostGround ground) =>
        new()
        {
            Ground = ground,
            Settings = new Dictionary<string, string?>
            {
                ["Proofing:Embedded:File"] = PeopleOf(ground),
                // A walk writes some thousand lines that nobody reads.
                ["Logging:LogLevel:Default"] = "Error",
            },
        };

    private static Task<SecureAccessHost> Start(HostGround ground, IInterceptor[] interceptors)
    {
        void Watch(DbContextOptionsBuilder options) => options.AddInterceptors(interceptors);
        return SecureAccessHost.Start(
            On(ground) with
            {
                Services = services =>
                {
                    services.ConfigureDbContext<SqliteContext>(Watch);
                    services.ConfigureDbContext<PostgreSqlContext>(Watch);
                },
            }
        );
    }

    private sealed class Wire(Site site) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var response = await site.server.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return site.Failpoint.IsDead ? throw new KilledException() : response;
        }
    }
}
