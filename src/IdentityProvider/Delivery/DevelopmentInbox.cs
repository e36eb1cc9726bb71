using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Delivery;

/// <summary>A message that the Development inbox keeps, encrypted: 24 hours, letters 60 days.</summary>
public sealed class InboxMessage
{
    /// <summary>Given by the database in the order of arrival.</summary>
    public long Id { get; init; }

    /// <summary>The outbox message's key; a repeated one is dropped.</summary>
    public required Guid IdempotencyKey { get; init; }

    /// <summary>The encrypted message.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When it is deleted.</summary>
    public required DateTimeOffset KeptUntil { get; init; }
}

internal sealed class InboxMessageMapping : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.ToTable("DevelopmentInboxMessages");
        builder.HasIndex(message => message.IdempotencyKey).IsUnique();
        builder.HasIndex(message => message.KeptUntil);
    }
}

/// <summary>A received message, as the inbox shows it.</summary>
/// <param name="Id">Rising in the order of arrival.</param>
/// <param name="Message">The message in clear.</param>
/// <param name="SentAt">When it arrived.</param>
public sealed record ReceivedMessage(long Id, OutgoingMessage Message, DateTimeOffset SentAt);

/// <summary>Development's carrier of every channel: it keeps the messages for the developer to read.</summary>
public sealed class DevelopmentInbox(
    SecureAccessDbContext database,
    Encryption encryption,
    TimeProvider clock
) : IMessageChannel
{
    /// <inheritdoc />
    public async Task Deliver(
        OutgoingMessage message,
        Guid idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(message);
        var now = clock.GetUtcNow();
        await database
            .Set<InboxMessage>()
            .Where(row => row.KeptUntil <= now)
            .ExecuteDeleteAsync(cancellationToken);
        await database.TryInsert(
            new InboxMessage
            {
                IdempotencyKey = idempotencyKey,
                Payload = encryption.Protect(
                    KeyPurpose.DevelopmentInbox,
                    JsonSerializer.SerializeToUtf8Bytes(message),
                    idempotencyKey.ToString("N")
                ),
                SentAt = now,
                KeptUntil =
                    now
                    + (
                        message.Channel == Channel.Letter
                            ? TimeSpan.FromDays(60)
                            : TimeSpan.FromDays(1)
                    ),
            },
            cancellationToken
        );
    }

    /// <summary>The messages kept, newest first.</summary>
    /// <param name="to">Only those to this address, number or username; null for all.</param>
    /// <param name="channel">Only those of this channel; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<ReceivedMessage>> Read(
        string? to,
        Channel? channel,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var rows = await database
            .Set<InboxMessage>()
            .AsNoTracking()
            .Where(row => row.KeptUntil > now)
            .OrderByDescending(row => row.Id)
            .Take(1_000)
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new ReceivedMessage(row.Id, Open(row), row.SentAt))
                .Where(received =>
                    to is null
                    || string.Equals(received.Message.To, to, StringComparison.OrdinalIgnoreCase)
                )
                .Where(received => channel is null || received.Message.Channel == channel),
        ];
    }

    private OutgoingMessage Open(InboxMessage row) =>
        JsonSerializer.Deserialize<OutgoingMessage>(
            encryption.Unprotect(
                KeyPurpose.DevelopmentInbox,
                row.Payload,
                row.IdempotencyKey.ToString("N")
            )
        )!;
}
