using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Delivery;

/// <summary>What a lower room tells an upper one, or an upper one its own later self, written in the transaction of the change that caused it.</summary>
public sealed class RoomMessage
{
    /// <summary>Characters of the longest lane.</summary>
    public const int LongestLane = 120;

    /// <summary>Given by the database in the order of writing.</summary>
    public long Id { get; init; }

    /// <summary>The same at every try, so that the receiver can drop a repeated one.</summary>
    public required Guid Key { get; init; }

    /// <summary>What it is, for instance <c>session.ended</c>: names the handler.</summary>
    public required string Kind { get; init; }

    /// <summary>Messages of one kind and lane go one after the other; one lane never waits for another. Names nobody.</summary>
    public required string Lane { get; init; }

    /// <summary>The encrypted content (D19).</summary>
    public required byte[] Payload { get; init; }

    /// <summary>No try is made after this instant, the first one excepted.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Not tried before this instant.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Tries begun.</summary>
    public int Attempts { get; init; }
}

internal sealed class RoomMessageMapping : IEntityTypeConfiguration<RoomMessage>
{
    public void Configure(EntityTypeBuilder<RoomMessage> builder)
    {
        builder.ToTable("RoomMessages");
        builder.Property(message => message.Kind).HasMaxLength(40).IsUnicode(false);
        builder.Property(message => message.Lane).HasMaxLength(RoomMessage.LongestLane);
        builder.HasIndex(message => message.Key).IsUnique();
        builder.HasIndex(message => new { message.NextAttemptAt, message.Lane });
        builder.HasIndex(message => new
        {
            message.Kind,
            message.Lane,
            message.NextAttemptAt,
        });
    }
}
