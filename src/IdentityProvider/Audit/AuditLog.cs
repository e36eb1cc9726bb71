using System.Text.Json;
using SecureAccess.Persistence;

namespace SecureAccess.Audit;

/// <summary>Appends events to the record, in the transaction of the change that they tell of.</summary>
public sealed class AuditLog(SecureAccessDbContext database, AuditActor actor, TimeProvider clock)
{
    /// <summary>Adds an event to the context; it is saved with the caller's change or not at all.</summary>
    /// <param name="type">What happened.</param>
    /// <param name="subject">The account that it is about, if any.</param>
    /// <param name="details">Ids and names of the field only: never personal data, codes, passwords or tokens (D19).</param>
    public void Append(
        AuditEventType type,
        Guid? subject,
        params IReadOnlyList<(string Key, string Value)> details
    )
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(details);
        database.Add(
            new AuditEvent
            {
                At = clock.GetUtcNow(),
                Type = type.Name,
                Actor = actor.Name,
                Subject = subject,
                Details =
                    details.Count == 0
                        ? null
                        : JsonSerializer.Serialize(
                            details.ToDictionary(detail => detail.Key, detail => detail.Value)
                        ),
            }
        );
    }
}
