using System.Text.Json;
using SecureAccess.Conformance.RelyingParty;

namespace SecureAccess.Conformance.Targets;

/// <summary>The provider of <c>SECUREACCESS_CONFORMANCE_ISSUER</c>, with the settings of the file <c>SECUREACCESS_CONFORMANCE_SETTINGS</c>.</summary>
public sealed class GivenProvider : ITargetSource, IAsyncLifetime
{
    private ConformanceTarget? target;

    /// <summary>The issuer, or null when none is given.</summary>
    public static string? Issuer { get; } = Given("ISSUER");

    /// <inheritdoc />
    public ConformanceTarget Target =>
        target ?? throw new InvalidOperationException("No issuer is given.");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (Issuer is null)
        {
            return;
        }

        var settings = await GivenSettings.Read(
            Given("SETTINGS")
                ?? throw new InvalidOperationException(
                    "SECUREACCESS_CONFORMANCE_SETTINGS names no file: see the README."
                )
        );
        target = new ConformanceTarget(
            Issuer,
            await ListeningRelyingParty.Start(settings.RelyingParty),
            settings.Clients,
            settings.People,
            new FormsSignIn(settings.Forms)
        );
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (target is not null)
        {
            await target.DisposeAsync();
        }
    }

    private static string? Given(string name) =>
        Environment.GetEnvironmentVariable($"SECUREACCESS_CONFORMANCE_{name}")
            is { Length: > 0 } set
            ? set
            : null;
}

/// <summary>What has to be known of another provider.</summary>
/// <param name="RelyingParty">
/// An address of this machine, with a slash at its end: below it are <c>callback</c>, <c>post_logout_redirect</c> and <c>backchannel_logout</c>,
/// with which the clients are registered.
/// </param>
/// <param name="Clients">The three clients: two by <c>client_secret_basic</c>, one by <c>client_secret_post</c>.</param>
/// <param name="People">Who has an account there.</param>
/// <param name="Forms">Its pages.</param>
public sealed record GivenSettings(
    Uri RelyingParty,
    ConformanceClients Clients,
    IReadOnlyList<Person> People,
    FormsOfProvider Forms
)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a file such as <c>given-provider.json</c>.</summary>
    public static async Task<GivenSettings> Read(string file) =>
        JsonSerializer.Deserialize<GivenSettings>(await File.ReadAllTextAsync(file), Web)!;
}
