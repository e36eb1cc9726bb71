using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Delivery;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Tests.Failpoints;

/// <summary>A message that arrived, with the key that it carried.</summary>
internal sealed record ArrivedMessage(Guid Key, OutgoingMessage Message);

/// <summary>What was ever written into the outbox, and what arrived in the inbox.</summary>
internal sealed record Post(IReadOnlyList<Guid> Written, IReadOnlyList<ArrivedMessage> Arrived)
{
    /// <summary>Reads both.</summary>
    public static async Task<Post> Of(IServiceProvider services)
    {
        var database = services.GetRequiredService<SecureAccessDbContext>();
        var encryption = services.GetRequiredService<Encryption>();
        var written = await database
            .Set<OutboxMessage>()
            .OrderBy(row => row.Id)
            .Select(row => row.IdempotencyKey)
            .ToListAsync();
        var arrived = await database
            .Set<InboxMessage>()
            .AsNoTracking()
            .OrderBy(row => row.Id)
            .ToListAsync();
        return new Post(
            written,
            [
                .. arrived.Select(row => new ArrivedMessage(
                    row.IdempotencyKey,
                    JsonSerializer.Deserialize<OutgoingMessage>(
                        encryption.Unprotect(
                            KeyPurpose.DevelopmentInbox,
                            row.Payload,
                            row.IdempotencyKey.ToString("N")
                        )
                    )!
                )),
            ]
        );
    }
}
