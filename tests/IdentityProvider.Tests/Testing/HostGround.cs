using Microsoft.Extensions.Time.Testing;
using SecureAccess.Persistence;

namespace SecureAccess.Tests.Testing;

/// <summary>What outlives a host, and what the next one finds: the database, the folder of the root key, and the time.</summary>
internal sealed class HostGround : IAsyncDisposable
{
    private HostGround(TestDatabase database)
    {
        Database = database;
        Folder = Directory.CreateTempSubdirectory("secureaccess-host-").FullName;
    }

    /// <summary>The database.</summary>
    public TestDatabase Database { get; }

    /// <summary>The folder of the root key.</summary>
    public string Folder { get; }

    /// <summary>The clock; it begins on 2 March 2026, noon UTC.</summary>
    public FakeTimeProvider Clock { get; } =
        new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    /// <summary>New ground with empty tables. The test is skipped where the engine is not.</summary>
    public static async Task<HostGround> Create(Engine engine) =>
        new(await TestDatabase.Create(engine));

    /// <summary>Ground with the same content, and the clock at its beginning. No host may stand on this one.</summary>
    public async Task<HostGround> Copy()
    {
        var copy = new HostGround(await Database.Copy());
        foreach (var file in Directory.GetFiles(Folder))
        {
            File.Copy(file, Path.Combine(copy.Folder, Path.GetFileName(file)));
        }

        return copy;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
