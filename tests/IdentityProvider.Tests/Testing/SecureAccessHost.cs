using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Clients;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Protocol.Signing;
using Shouldly;

namespace SecureAccess.Tests.Testing;

/// <summary>How a test wants its host.</summary>
internal sealed record HostWishes
{
    /// <summary>The engine; the test is skipped where it is not.</summary>
    public Engine Engine { get; init; } = Engine.Sqlite;

    /// <summary>Further settings.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } =
        new Dictionary<string, string?>();

    /// <summary>Changes the registered services.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    /// <summary>True: background jobs run; false (the default): messages leave when the test asks for them, and nothing else runs.</summary>
    public bool Jobs { get; init; }

    /// <summary>What it stands on, which outlives it; null: a ground of its own, of <see cref="Engine"/>.</summary>
    public HostGround? Ground { get; init; }
}

/// <summary>
/// The real program in this process, in Development: a database of its own, a clock that the test moves, every log line kept, every
/// statement counted.
/// </summary>
internal sealed class SecureAccessHost : IAsyncDisposable
{
    /// <summary>The request header by which a test says what address a request comes from.</summary>
    public const string SourceHeader = "Test-Source";

    private readonly HostGround ground;
    private readonly bool ownsGround;
    private readonly WebApplicationFactory<Program> factory;

    private SecureAccessHost(HostGround ground, HostWishes wishes)
    {
        this.ground = ground;
        ownsGround = wishes.Ground is null;
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
            Configure(builder, wishes)
        );
    }

    /// <summary>The clock of the host; it begins on 2 March 2026, noon UTC.</summary>
    public FakeTimeProvider Clock => ground.Clock;

    /// <summary>Statements and commits.</summary>
    public StatementCounter Sql { get; } = new();

    /// <summary>Every log line.</summary>
    public LogSink Logs { get; } = new();

    /// <summary>The database, for looking into it.</summary>
    public TestDatabase Database => ground.Database;

    /// <summary>Where the server is, without the final slash.</summary>
    public Uri Origin { get; } = new("http://localhost/");

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => factory.Services;

    /// <summary>Starts a host.</summary>
    public static async Task<SecureAccessHost> Start(HostWishes? wishes = null)
    {
        var wanted = wishes ?? new HostWishes();
        var host = new SecureAccessHost(
            wanted.Ground ?? await HostGround.Create(wanted.Engine),
            wanted
        );
        _ = host.factory.Server;
        host.Sql.Reset();
        return host;
    }

    /// <summary>A person's browser with no cookies.</summary>
    /// <param name="source">The address that it comes from.</param>
    public Browser NewBrowser(string source = "127.0.0.1") => new(NewHandler(), Origin, source);

    /// <summary>The way to the server, without redirects and cookies.</summary>
    public HttpMessageHandler NewHandler() => factory.Server.CreateHandler();

    /// <summary>A client for what is no page: it follows no redirect and keeps no cookie.</summary>
    public HttpClient NewHttpClient() =>
        new(factory.Server.CreateHandler()) { BaseAddress = Origin };

    /// <summary>Does something with the host's services in a scope of its own.</summary>
    public async Task<T> Do<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <inheritdoc cref="Do{T}" />
    public Task Do(Func<IServiceProvider, Task> work) =>
        Do(async services =>
        {
            await work(services);
            return true;
        });

    /// <summary>Delivers what waits, and gives the messages of the inbox, newest first.</summary>
    /// <param name="to">Only those to this address or number.</param>
    /// <param name="channel">Only those of this channel.</param>
    public Task<IReadOnlyList<OutgoingMessage>> Messages(
        string? to = null,
        Channel? channel = null
    ) =>
        Do<IReadOnlyList<OutgoingMessage>>(async services =>
        {
            await services.GetRequiredService<OutboxSender>().DeliverDue(CancellationToken.None);
            var received = await services
                .GetRequiredService<DevelopmentInbox>()
                .Read(to, channel, CancellationToken.None);
            return [.. received.Select(message => message.Message)];
        });

    /// <summary>The code of the newest message to this address or number.</summary>
    public async Task<string> NewestCode(string to) =>
        (await Messages(to))
            .Select(message => message.Code)
            .FirstOrDefault(code => code is not null)
            .ShouldNotBeNull($"No message with a code went to {to}.");

    /// <summary>Makes a person with a ready account.</summary>
    /// <returns>The account's id.</returns>
    public Task<Guid> Add(TestPerson person) =>
        Do(services =>
            services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    async cancellationToken =>
                    {
                        var accounts = services.GetRequiredService<NewAccount>();
                        var hash = services
                            .GetRequiredService<PasswordHasher>()
                            .HashPassword(null!, person.Password);
                        var account = await accounts.Create(
                            person.Username,
                            hash,
                            cancellationToken
                        );
                        await accounts.AddEmail(account.Id, person.Email, cancellationToken);
                        if (person.Phone is { } phone)
                        {
                            await accounts.AddPhone(
                                account.Id,
                                phone,
                                receivesTexts: true,
                                cancellationToken
                            );
                        }

                        if (person.AppSecret is { } secret)
                        {
                            await services
                                .GetRequiredService<App>()
                                .Bind(account.Id, secret, cancellationToken);
                        }

                        if (person.Verified)
                        {
                            await accounts.SetVerified(
                                account,
                                new Person(
                                    "Maria",
                                    "Lopez",
                                    new DateOnly(1984, 3, 14),
                                    new PostalAddress(
                                        "12 Elm St",
                                        "Springfield",
                                        "IL",
                                        "62701",
                                        "US"
                                    )
                                ),
                                person.TaxpayerNumber,
                                cancellationToken
                            );
                        }

                        return account.Id;
                    },
                    CancellationToken.None
                )
        );

    /// <summary>Registers clients from the text of a <c>clients.json</c>.</summary>
    public async Task AddClients(string json)
    {
        var file = Path.Combine(ground.Folder, $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, json);
        var result = await Do(services =>
            services
                .GetRequiredService<ClientsFile>()
                .Apply(file, dryRun: false, CancellationToken.None)
        );
        result.ShouldBeOfType<ClientsApplyResult.Applied>(
            (result as ClientsApplyResult.Refused)?.Error
        );
    }

    /// <summary>Has the rooms told what waits for them, clients of a session's end among it.</summary>
    public Task TellRooms() =>
        Services.GetRequiredService<RoomMessageLanes>().DeliverDue(CancellationToken.None);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        if (ownsGround)
        {
            await ground.DisposeAsync();
        }
    }

    private void Configure(IWebHostBuilder builder, HostWishes wishes)
    {
        builder.UseEnvironment("Development");
        // Nobody changes a settings file while a test runs.
        builder.UseSetting("hostBuilder:reloadConfigOnChange", "false");
        builder.UseSetting("Issuer", Origin.AbsoluteUri);
        builder.UseSetting("Database:Provider", Database.Engine.ToString());
        builder.UseSetting("ConnectionStrings:SecureAccess", Database.Connection);
        builder.UseSetting("Keys:RootKeyFile", Path.Combine(ground.Folder, "root.key"));
        builder.UseSetting("Logging:LogLevel:Default", "Trace");
        foreach (var (name, value) in wishes.Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureServices(services =>
        {
            services.RemoveAll<TimeProvider>();
            services.AddSingleton<TimeProvider>(Clock);
            services.Replace(ServiceDescriptor.Singleton<SigningKeyMaterial, FewRsaKeys>());
            services.AddLogging(logging => logging.ClearProviders().AddProvider(Logs));
            services.AddSingleton<IStartupFilter, Source>();
            services.ConfigureDbContext<SqliteContext>(Watch);
            services.ConfigureDbContext<PostgreSqlContext>(Watch);
            services.ConfigureDbContext<SqlServerContext>(Watch);
            if (!wishes.Jobs)
            {
                RemoveJobs(services);
            }

            wishes.Services(services);
        });
    }

    // Whether migrations and model agree has a test of its own.
    private void Watch(DbContextOptionsBuilder options) =>
        options
            .AddInterceptors(Sql)
            .ConfigureWarnings(warnings =>
                warnings.Ignore(RelationalEventId.PendingModelChangesWarning)
            );

    private static void RemoveJobs(IServiceCollection services)
    {
        foreach (
            var job in services
                .Where(service =>
                    service.ServiceType == typeof(IHostedService)
                    && service.ImplementationType is { } type
                    && (
                        type == typeof(SendOutbox)
                        || type == typeof(TellRooms)
                        // It runs every minute: a clock that is moved by days would wait for it each time.
                        || type == typeof(ReloadSigningKeys)
                        || type.IsAssignableTo(typeof(LeasedJob))
                    )
                )
                .ToList()
        )
        {
            services.Remove(job);
        }
    }

    private sealed class Source : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (HttpContext http, RequestDelegate rest) =>
                    {
                        var address = http.Request.Headers[SourceHeader].ToString();
                        http.Connection.RemoteIpAddress = IPAddress.Parse(
                            address.Length > 0 ? address : "127.0.0.1"
                        );
                        return rest(http);
                    }
                );
                next(app);
            };
    }
}
