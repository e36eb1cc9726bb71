using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Delivery;

/// <summary>A message waiting to be sent, written in the transaction of the change that caused it.</summary>
public sealed class OutboxMessage
{
    /// <summary>Given by the database in the order of writing.</summary>
    public long Id { get; init; }

    /// <summary>The same at every try, so that the receiver can drop a repeated one.</summary>
    public required Guid IdempotencyKey { get; init; }

    /// <summary>The encrypted message (D19); erased when delivered or expired.</summary>
    public byte[]? Payload { get; set; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>After this instant it is erased instead of sent.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Not tried before this instant; null once it is delivered or erased.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Tries begun.</summary>
    public int Attempts { get; set; }

    /// <summary>When a channel took it.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }
}

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessages");
        builder.HasIndex(message => message.NextAttemptAt);
    }
}
