using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;

namespace SecureAccess.Clients;

/// <summary>The room's question on the hot path, translated once for the host's engine instead of once a request.</summary>
public sealed class ClientQueries
{
    /// <summary>A client by its id, unless it is disabled.</summary>
    internal Func<SecureAccessDbContext, string, Task<Client?>> ByClientId { get; } =
        EF.CompileAsyncQuery(
            (SecureAccessDbContext database, string id) =>
                database
                    .Set<Client>()
                    .AsNoTracking()
                    .FirstOrDefault(client => client.ClientId == id && client.DisabledAt == null)
        );
}
