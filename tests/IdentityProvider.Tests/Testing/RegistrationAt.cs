using SecureAccess.Delivery;

namespace SecureAccess.Tests.Testing;

/// <summary>One host and one browser that stopped at a page, for tests of what that page refuses: nothing changes between them.</summary>
public sealed class RegistrationAt : IAsyncDisposable
{
    private SecureAccessHost? host;
    private Browser? stopped;

    /// <summary>A new tab at the page.</summary>
    internal async Task<Browser> Page(string page)
    {
        host ??= await RegistrationWalk.Host();
        stopped ??= await new RegistrationWalk(host, Registrant.Of("linda-moore")).To(
            host.NewBrowser(),
            page
        );
        return await stopped.NewTab().Open(page);
    }

    /// <summary>Every message that was sent.</summary>
    internal Task<IReadOnlyList<OutgoingMessage>> Messages() => host!.Messages();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }
}
