using System.Text.Json;

namespace SecureAccess.Clients;

/// <summary>Fetches what a <c>sector_identifier_uri</c> points at (OpenID Connect Registration 5): over https, from the address itself, a small list.</summary>
public sealed class SectorDocuments(HttpClient http, IHostEnvironment environment)
{
    /// <summary>Bytes of the largest document that is read.</summary>
    public const int LargestDocument = 64 * 1024;

    /// <summary>How long the document may take, repeats included.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int MostAddresses = 1000;

    /// <summary>Fetches one document; whatever is no list of addresses is a failure that says why.</summary>
    public async Task<SectorDocument> Fetch(string address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !IsAllowed(uri))
        {
            return new SectorDocument.Failed("must begin with https.");
        }

        try
        {
            using var response = await http.GetAsync(uri, cancellationToken);
            return (int)response.StatusCode == StatusCodes.Status200OK
                ? Read(await response.Content.ReadAsByteArrayAsync(cancellationToken))
                : new SectorDocument.Failed(
                    $"could not be read: it answered with status {(int)response.StatusCode}."
                );
        }
#pragma warning disable CA1031 // Network, time-out, an open circuit, a document that is too large: all of it is one failure.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new SectorDocument.Failed($"could not be read ({exception.GetType().Name}).");
        }
    }

    // Plain http is for Development on this machine.
    private bool IsAllowed(Uri uri) =>
        uri.Scheme == Uri.UriSchemeHttps
        || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback && environment.IsDevelopment());

    private static SectorDocument Read(byte[] body)
    {
        try
        {
            return
                JsonSerializer.Deserialize<string?[]>(body) is { Length: <= MostAddresses } listed
                && listed.All(item => item is not null)
                ? new SectorDocument.Listed(listed!)
                : new SectorDocument.Failed("is no JSON array of addresses.");
        }
        catch (JsonException)
        {
            return new SectorDocument.Failed("is no JSON array of addresses.");
        }
    }
}
