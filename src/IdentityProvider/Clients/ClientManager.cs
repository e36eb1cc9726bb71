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
        if (!ClientIdRules.IsWellFormed(identifier))
        {
            // Nobody's; and an engine may fail at what it cannot store (PostgreSQL at a NUL).
            return null;
        }

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

    /// <summary>The scopes that a client is registered for.</summary>
    public async Task<IReadOnlyCollection<string>> ScopesOf(
        Client client,
        CancellationToken cancellationToken
    )
    {
        const string prefix = OpenIddictConstants.Permissions.Prefixes.Scope;
        var permissions = await GetPermissionsAsync(client, cancellationToken);
        return
        [
            .. permissions
                .Where(permission => permission.StartsWith(prefix, StringComparison.Ordinal))
                .Select(permission => permission[prefix.Length..]),
        ];
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
