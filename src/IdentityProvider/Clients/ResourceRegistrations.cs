using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;

namespace SecureAccess.Clients;

/// <summary>Whether the resources of a file fit with each other and with what is registered: each name one API, each listed API there.</summary>
public sealed class ResourceRegistrations(SecureAccessDbContext database)
{
    /// <summary>The first registration of the file that does not fit, and why; null when all do.</summary>
    public async Task<(ClientRegistration Client, RegistrationProblem Problem)?> FirstProblem(
        IReadOnlyList<ClientRegistration> file,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(file);
        var stored = await database
            .Set<Client>()
            .AsNoTracking()
            .Select(client => new { ClientId = client.ClientId!, client.ResourceIdentifier })
            .ToListAsync(cancellationToken);
        var all = stored
            .Where(client => file.All(other => other.ClientId != client.ClientId))
            .Select(client => (client.ClientId, client.ResourceIdentifier))
            .Concat(file.Select(client => (client.ClientId, client.ResourceIdentifier)))
            .ToList();
        var identifiers = all.Select(client => client.ResourceIdentifier)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        foreach (var client in file)
        {
            // Regardless of case, as some engines compare. A client's id is an audience too: both are one space of names.
            if (
                client.ResourceIdentifier is { } identifier
                && all.Count(other => Same(other.ResourceIdentifier, identifier))
                    + all.Count(other => Same(other.ClientId, identifier))
                    > 1
            )
            {
                return (client, new(ResourceRules.IdentifierField, "is another client's."));
            }

            if (identifiers.Any(known => Same(known, client.ClientId)))
            {
                return (client, new("client_id", "is the resource_identifier of an API."));
            }

            for (var i = 0; i < client.Resources.Count; i++)
            {
                if (!identifiers.Contains(client.Resources[i]))
                {
                    return (
                        client,
                        new(
                            $"{ResourceRules.ListField}[{i}]",
                            "is not the resource_identifier of any client."
                        )
                    );
                }
            }
        }

        return null;
    }

    private static bool Same(string? one, string? other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
