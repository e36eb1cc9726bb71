using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Persistence;
using Xunit;

namespace SecureAccess.Tests.Testing;

/// <summary>
/// Cases that hold on every engine: the rooms on a database of their own, opened before each and dropped after. A class per engine
/// says which.
/// </summary>
public abstract class EngineCases : IAsyncLifetime
{
    private Rooms? rooms;

    /// <summary>The engine of this class.</summary>
    protected abstract Engine Engine { get; }

    /// <summary>The rooms of this case.</summary>
    protected Rooms Rooms => rooms!;

    /// <summary>Changes the registered services.</summary>
    protected virtual void Change(IServiceCollection services) { }

    /// <summary>What each case begins with.</summary>
    protected virtual Task Prepare() => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        rooms = await Rooms.Open(Engine, Change);
        await Prepare();
    }

    public async ValueTask DisposeAsync()
    {
        if (rooms is not null)
        {
            await rooms.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
