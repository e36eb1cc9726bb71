using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Delivery;
using SecureAccess.Keys;
using SecureAccess.Limits;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Sessions;

namespace SecureAccess.Tests.Testing;

/// <summary>The lower rooms on a database of their own, without the web: for tests of statements and races.</summary>
public sealed class Rooms : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string folder;

    private Rooms(
        ServiceProvider services,
        FakeTimeProvider clock,
        TestDatabase database,
        string folder
    )
    {
        Database = database;
        this.services = services;
        this.folder = folder;
        Clock = clock;
    }

    /// <summary>The password of accounts made here, unless another is given.</summary>
    public const string Password = "correct horse battery";

    /// <summary>The clock of every room; it stands still unless moved.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>Their database, for contexts beside theirs.</summary>
    internal TestDatabase Database { get; }

    /// <summary>Opens the rooms on a new database of the engine; the test is skipped where the engine is not.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="change">Changes the registered services, for instance the people of the embedded source: there are none.</param>
    public static async Task<Rooms> Open(Engine engine, Action<IServiceCollection>? change = null)
    {
        var database = await TestDatabase.Create(engine);
        var folder = Directory.CreateTempSubdirectory("secureaccess-rooms-").FullName;
        var rootKey = Path.Combine(folder, "root.key");
        await File.WriteAllTextAsync(
            rootKey,
            $"k1 {Convert.ToBase64String(new byte[32].Select((_, i) => (byte)i).ToArray())}\n"
        );
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Issuer"] = "https://id.example.org/",
                    ["Database:Provider"] = engine.ToString(),
                    ["ConnectionStrings:SecureAccess"] = database.Connection,
                    ["Keys:RootKeyFile"] = rootKey,
                    ["Proofing:Source"] = ProofingOptions.Embedded,
                }
            )
            .Build();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddSingleton<TimeProvider>(clock);
        collection
            .AddPersistence(configuration)
            .AddKeys(configuration)
            .AddAudit()
            .AddLimits()
            .AddDelivery()
            .AddCodes()
            .AddAccounts();
        collection.AddProofing(configuration).AddAuthenticators().AddSessions();
        change?.Invoke(collection);
        return new Rooms(
            collection.BuildServiceProvider(validateScopes: true),
            clock,
            database,
            folder
        );
    }

    /// <summary>Runs work in a scope of its own, as one request would.</summary>
    public async Task<T> In<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <inheritdoc cref="In{T}" />
    public Task In(Func<IServiceProvider, Task> work) =>
        In(async scope =>
        {
            await work(scope);
            return true;
        });

    /// <summary>Runs the same work in parallel, each in a scope of its own, all let go at once.</summary>
    public async Task<T[]> InParallel<T>(int times, Func<IServiceProvider, Task<T>> work)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Enumerable
            .Range(0, times)
            .Select(_ =>
                Task.Run(async () =>
                {
                    await start.Task;
                    return await In(work);
                })
            )
            .ToArray();
        start.SetResult();
        return await Task.WhenAll(all);
    }

    /// <summary>An account with a password, a phone and an app.</summary>
    public Task<Guid> Account(
        string username = "maria.lopez",
        string phone = "+12025550143",
        string appSecret = "GEZDGNBVGY3TQOJQ",
        string password = Password
    ) =>
        In(scope =>
        {
            var hash = scope
                .GetRequiredService<IPasswordHasher<Account>>()
                .HashPassword(null!, password);
            return scope
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    async token =>
                    {
                        var accounts = scope.GetRequiredService<NewAccount>();
                        var account = await accounts.Create(username, hash, token);
                        await accounts.AddPhone(account.Id, phone, true, token);
                        await scope.GetRequiredService<App>().Bind(account.Id, appSecret, token);
                        await accounts.AddEmail(account.Id, $"{username}@example.org", token);
                        return account.Id;
                    },
                    CancellationToken.None
                );
        });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
