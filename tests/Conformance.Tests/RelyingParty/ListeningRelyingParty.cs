using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SecureAccess.Conformance.RelyingParty;

/// <summary>The relying party of the modules: a listener on loopback that keeps what comes to it.</summary>
public sealed class ListeningRelyingParty : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Visit> visits = [];
    private readonly ConcurrentDictionary<string, string> requestObjects = [];

    private ListeningRelyingParty(WebApplication app) => this.app = app;

    /// <summary>How long it waits for what the provider sends.</summary>
    public TimeSpan Patience { get; init; }

    /// <summary>Its address, with the slash.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Where codes come to.</summary>
    public Uri Callback => new(Address, "callback");

    /// <summary>Where a browser comes to after a logout.</summary>
    public Uri PostLogout => new(Address, "post_logout_redirect");

    /// <summary>Where logout tokens come to.</summary>
    public Uri BackchannelLogout => new(Address, "backchannel_logout");

    /// <summary>Starts listening.</summary>
    /// <param name="address">The address that the clients were registered with; a free one where it is not said.</param>
    /// <param name="patience">How long it waits for what the provider sends; 20 seconds where it is not said.</param>
    public static async Task<ListeningRelyingParty> Start(
        Uri? address = null,
        TimeSpan? patience = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address?.AbsoluteUri ?? "http://127.0.0.1:0");
        var party = new ListeningRelyingParty(builder.Build())
        {
            Patience = patience ?? TimeSpan.FromSeconds(20),
        };
        party.app.MapGet("/request-objects/{id}", party.RequestObject);
        party.app.MapFallback(party.Keep);
        await party.app.StartAsync();
        party.Address = address ?? new Uri(party.app.Urls.Single());
        return party;
    }

    /// <summary>Forgets what came so far.</summary>
    public void Forget() => visits.Clear();

    /// <summary>Everything that came, except from the provider itself.</summary>
    public IReadOnlyList<Visit> BrowserVisits =>
        [.. visits.Where(visit => visit.Path != BackchannelLogout.AbsolutePath)];

    /// <summary>What came to an address.</summary>
    public IReadOnlyList<Visit> VisitsTo(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return [.. visits.Where(visit => visit.Path == address.AbsolutePath)];
    }

    /// <summary>Waits for a visit to an address.</summary>
    /// <returns>The first that is wanted, or null when none came in time.</returns>
    public async Task<Visit?> WaitFor(Uri address, Func<Visit, bool> wanted)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience)
        {
            if (VisitsTo(address).FirstOrDefault(wanted) is { } found)
            {
                return found;
            }

            await Task.Delay(50);
        }

        return null;
    }

    /// <summary>Serves a request object.</summary>
    /// <returns>Its address.</returns>
    public Uri Serve(string requestObject)
    {
        var id = Guid.NewGuid().ToString("N");
        requestObjects[id] = requestObject;
        return new Uri(Address, $"request-objects/{id}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private IResult RequestObject(string id) =>
        requestObjects.TryGetValue(id, out var found)
            ? Results.Text(found, "application/oauth-authz-req+jwt")
            : Results.NotFound();

    private async Task Keep(HttpContext http)
    {
        var form = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync()).ToDictionary(
                field => field.Key,
                field => field.Value.ToString()
            )
            : [];
        visits.Enqueue(
            new Visit(
                http.Request.Method,
                http.Request.Path,
                http.Request.ContentType ?? "",
                http.Request.Query.ToDictionary(part => part.Key, part => part.Value.ToString()),
                form
            )
        );
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync("The relying party.");
    }
}
