using System.Text.Json.Nodes;
using SecureAccess.Conformance.Browsing;
using SecureAccess.Conformance.RelyingParty;

namespace SecureAccess.Conformance.Targets;

/// <summary>
/// A provider to be tested: its issuer, the clients that it knows, people who have an account there, and how its pages are driven. Modules
/// run one after the other against it: they share a browser that stays signed in, as the Foundation's suite does.
/// </summary>
public sealed class ConformanceTarget(
    string issuer,
    ListeningRelyingParty relyingParty,
    ConformanceClients clients,
    IReadOnlyList<Person> people,
    ISignIn signIn
) : IAsyncDisposable
{
    private readonly Dictionary<PlainBrowser, Person> browsers = [];
    private PlainBrowser? shared;

    /// <summary>The issuer as it was given: discovery and tokens must say exactly this.</summary>
    public string Issuer { get; } = issuer;

    /// <summary>The relying party of the modules.</summary>
    public ListeningRelyingParty RelyingParty { get; } = relyingParty;

    /// <summary>The registered clients.</summary>
    public ConformanceClients Clients { get; } = clients;

    /// <summary>The relying party's own requests to it.</summary>
    public HttpClient Http { get; } = new();

    /// <summary>How its pages are driven.</summary>
    public ISignIn SignIn { get; } = signIn;

    /// <summary>Its time.</summary>
    public ProviderClock Clock { get; } = new(new Uri(issuer));

    /// <summary>Where its metadata stand (OpenID Connect Discovery 4.1).</summary>
    public Uri DiscoveryAddress => new($"{Issuer.TrimEnd('/')}/.well-known/openid-configuration");

    /// <summary>A browser that keeps its session from module to module.</summary>
    public PlainBrowser SharedBrowser => shared ??= FreshBrowser();

    /// <summary>A browser without cookies, of the next person: no account signs in more often than providers allow.</summary>
    public PlainBrowser FreshBrowser()
    {
        var browser = new PlainBrowser();
        browsers.Add(browser, people[browsers.Count % people.Count]);
        return browser;
    }

    /// <summary>Begins anew with the shared browser.</summary>
    public void ForgetSession() => shared = null;

    /// <summary>Whose browser it is.</summary>
    public Person PersonAt(PlainBrowser browser) => browsers[browser];

    /// <summary>Its metadata, requested anew.</summary>
    public Task<JsonObject> Discover() => Json(DiscoveryAddress);

    /// <summary>A JSON object at an address, requested anew.</summary>
    /// <exception cref="ConformanceFailure">It is not answered with 200 and a JSON object.</exception>
    public async Task<JsonObject> Json(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var answer = await Http.GetAsync(address);
        ConformanceFailure.Unless(
            answer.StatusCode == System.Net.HttpStatusCode.OK
                && answer.Content.Headers.ContentType?.MediaType
                    is "application/json"
                        or "application/jwk-set+json",
            $"{address.AbsolutePath} answered {(int)answer.StatusCode}, or no JSON."
        );
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync()) as JsonObject
            ?? throw new ConformanceFailure($"{address.AbsolutePath} is no JSON object.");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers.Keys)
        {
            browser.Dispose();
        }

        Http.Dispose();
        Clock.Dispose();
        await RelyingParty.DisposeAsync();
    }
}
