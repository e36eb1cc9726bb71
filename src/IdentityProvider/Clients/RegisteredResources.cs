using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using SecureAccess.Persistence;

namespace SecureAccess.Clients;

/// <summary>The APIs that tokens can be made for (RFC 8707): the clients that are registered with a <c>resource_identifier</c> and not disabled.</summary>
public sealed class RegisteredResources(SecureAccessDbContext database, ClientManager clients)
{
    /// <summary>The APIs of these names; a name that is none's is left out.</summary>
    public async Task<IReadOnlyList<Client>> Of(
        IReadOnlyCollection<string> identifiers,
        CancellationToken cancellationToken
    )
    {
        if (identifiers.Count == 0)
        {
            return [];
        }

        var found = await database
            .Set<Client>()
            .AsNoTracking()
            .Where(client =>
                client.DisabledAt == null && identifiers.Contains(client.ResourceIdentifier!)
            )
            .ToListAsync(cancellationToken);
        // Some engines compare without regard to case; RFC 8707 does not.
        return [.. found.Where(client => identifiers.Contains(client.ResourceIdentifier!))];
    }

    /// <summary>Every name, in order.</summary>
    public async Task<IReadOnlyList<string>> Identifiers(CancellationToken cancellationToken)
    {
        var all = await database
            .Set<Client>()
            .AsNoTracking()
            .Where(client => client.DisabledAt == null && client.ResourceIdentifier != null)
            .Select(client => client.ResourceIdentifier!)
            .ToListAsync(cancellationToken);
        return [.. all.Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether the administrator lets this client ask for tokens for that API.</summary>
    public ValueTask<bool> MayAsk(
        Client client,
        string identifier,
        CancellationToken cancellationToken
    ) =>
        clients.HasPermissionAsync(
            client,
            OpenIddictConstants.Permissions.Prefixes.Resource + identifier,
            cancellationToken
        );
}
