using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using SecureAccess.Persistence;

namespace SecureAccess.Clients;

/// <summary>
/// OpenIddict's view of our clients. A client is read once a request; one that is disabled is unknown; secrets are compared as
/// <see cref="ClientSecrets"/> stores them.
/// </summary>
public sealed class ClientManager(
    IOpenIddictApplicationCache<Client> cache,
    ILogger<OpenIddictApplicationManager<Client>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictApplicationStore<Client> store,
    SecureAccessDbContext database,
    ClientQueries queries
) : OpenIddictApplicationManager<Client>(cache, logger, options, store)
{
    private readonly Dictionary<string, Client?> read = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public override async ValueTask<Client?> FindByClientIdAsync(
        string identifier,
        CancellationToken cancellationToken = default
    )
    {
        if (!read.TryGetValue(identifier, out var client))
        {
            client = await queries.ByClientId(database, identifier);
            // Some engines compare without regard to case; RFC 6749 does not.
            if (!string.Equals(client?.ClientId, identifier, StringComparison.Ordinal))
            {
                client = null;
            }

            read[identifier] = client;
        }

        return client;
    }

    /// <inheritdoc />
    protected override ValueTask<string> ObfuscateClientSecretAsync(
        string secret,
        CancellationToken cancellationToken = default
    ) => new(ClientSecrets.Hash(secret));

    /// <inheritdoc />
    protected override ValueTask<bool> ValidateClientSecretAsync(
        string secret,
        string comparand,
        CancellationToken cancellationToken = default
    ) => new(ClientSecrets.Matches(secret, comparand));
}
