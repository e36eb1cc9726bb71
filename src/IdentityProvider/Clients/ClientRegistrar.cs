using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Clients;

/// <summary>Writes accepted registrations. Call <see cref="Apply"/> inside a <see cref="StateChange"/>.</summary>
public sealed class ClientRegistrar(
    SecureAccessDbContext database,
    ClientManager manager,
    AuditLog audit
)
{
    /// <summary>Registers what is new, changes what differs, and leaves the rest untouched.</summary>
    public async Task<ClientsApplyResult> Apply(
        IReadOnlyList<ClientRegistration> registrations,
        CancellationToken cancellationToken
    ) => await Each(registrations, write: true, cancellationToken);

    /// <summary>Says what <see cref="Apply"/> would do.</summary>
    public async Task<ClientsApplyResult> Compare(
        IReadOnlyList<ClientRegistration> registrations,
        CancellationToken cancellationToken
    ) => await Each(registrations, write: false, cancellationToken);

    /// <inheritdoc cref="ClientsFile.List" />
    public async Task<IReadOnlyList<ListedClient>> List(CancellationToken cancellationToken) =>
        await database
            .Set<Client>()
            .AsNoTracking()
            .OrderBy(client => client.ClientId)
            .Select(client => new ListedClient(
                client.ClientId!,
                client.DisplayName ?? client.ClientId!,
                client.Profile,
                client.FirstParty,
                client.ClientType == OpenIddictConstants.ClientTypes.Public,
                client.DisabledAt != null
            ))
            .ToListAsync(cancellationToken);

    private async Task<ClientsApplyResult> Each(
        IReadOnlyList<ClientRegistration> registrations,
        bool write,
        CancellationToken cancellationToken
    )
    {
        var (added, changed, unchanged) = (
            new List<string>(),
            new List<string>(),
            new List<string>()
        );
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var registration in registrations)
        {
            var id = registration.ClientId;
            var client = await database
                .Set<Client>()
                .AsNoTracking()
                .FirstOrDefaultAsync(c => c.ClientId == id, cancellationToken);
            var isNew = client is null;
            client ??= ClientFields.Empty();
            var before = ClientFields.Snapshot(client);
            await ClientFields.Fill(manager, client, registration, cancellationToken);
            var secret = SecretToStore(client, registration, secrets);
            if (!isNew && secret is null && ClientFields.Snapshot(client) == before)
            {
                unchanged.Add(id);
                continue;
            }

            (isNew ? added : changed).Add(id);
            if (write)
            {
                await Write(client, isNew, secret, cancellationToken);
            }
        }

        return new ClientsApplyResult.Applied(
            added,
            changed,
            unchanged,
            write ? secrets : new Dictionary<string, string>()
        );
    }

    /// <summary>The hash to write, or null when the stored one stays.</summary>
    private static string? SecretToStore(
        Client client,
        ClientRegistration registration,
        Dictionary<string, string> made
    )
    {
        if (!registration.HasSecret)
        {
            client.ClientSecret = null;
            return null;
        }

        if (registration.ClientSecret is { } given)
        {
            return client.ClientSecret is { } stored && ClientSecrets.Matches(given, stored)
                ? null
                : ClientSecrets.Hash(given);
        }

        if (client.ClientSecret is not null)
        {
            return null;
        }

        var secret = ClientSecrets.Generate();
        made[registration.ClientId] = secret;
        return ClientSecrets.Hash(secret);
    }

    private async Task Write(
        Client client,
        bool isNew,
        string? secret,
        CancellationToken cancellationToken
    )
    {
        client.ClientSecret = secret ?? client.ClientSecret;
        if (isNew)
        {
            database.Add(client);
        }
        else
        {
            var entry = database.Update(client);
            // Not a file's to say: who switches the client meanwhile must not be undone (ClientSwitch).
            entry.Property(row => row.DisabledAt).IsModified = false;
            entry.Property(row => row.TokensValidFrom).IsModified = false;
            client.ConcurrencyToken = Guid.NewGuid().ToString();
        }

        audit.Append(
            isNew ? ClientEvents.ClientRegistered : ClientEvents.ClientChanged,
            null,
            ("client", client.ClientId!)
        );
        await database.SaveChangesAsync(cancellationToken);
    }
}
