using System.Collections.Concurrent;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SecureAccess.Delivery;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Delivery;

/// <summary>A message leaves if and only if its change commits, once, and leaves nothing behind.</summary>
public abstract class OutboxCases : EngineCases
{
    private readonly Carrier carrier = new();

    [Fact]
    // Fails when: a message is written outside the transaction of its change.
    public async Task The_message_of_a_change_that_fails_never_leaves()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Write("one", fail: true));
        (await Deliver()).ShouldBe(0);
        await Write("two");
        (await Deliver()).ShouldBe(1);
        carrier.Delivered.Select(delivered => delivered.Message.Body).ShouldBe(["two"]);
    }

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: a waiting message lies in the outbox in clear, or its body stays after it was delivered.
    public async Task A_waiting_message_is_encrypted_and_its_body_is_erased_when_delivered()
    {
        await Write("planted words");
        var waiting = await Single();
        Encoding.UTF8.GetString(waiting.Payload.ShouldNotBeNull()).ShouldNotContain("planted");
        await Deliver();
        var delivered = await Single();
        delivered.Payload.ShouldBeNull();
        delivered.DeliveredAt.ShouldBe(Rooms.Clock.GetUtcNow());
    }

    [Fact]
    // Fails when: a message is claimed by a read and then a write.
    public async Task Of_many_senders_at_once_one_delivers_a_message()
    {
        for (var i = 0; i < 10; i++)
        {
            await Write($"message {i}");
        }

        var delivered = await Rooms.InParallel(10, Send);
        delivered.Sum().ShouldBe(10);
        carrier.Delivered.Select(each => each.Key).ShouldBeUnique();
        carrier.Delivered.Count.ShouldBe(10);
    }

    [Fact]
    // Fails when: a refused message is lost, tried again at once, or tried under another key.
    public async Task A_refused_message_is_tried_again_later_under_the_same_key()
    {
        await Write("again");
        carrier.Refuses = true;
        (await Deliver()).ShouldBe(0);
        carrier.Refuses = false;
        Rooms.Clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromMilliseconds(1));
        (await Deliver()).ShouldBe(0);
        Rooms.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Deliver()).ShouldBe(1);
        carrier.Tried.Distinct().Count().ShouldBe(1);
        carrier.Tried.Count.ShouldBe(2);
    }

    [Fact]
    // Fails when: a message whose sender died in the middle waits for ever, or is taken by another while it is still held.
    public async Task A_message_whose_sender_died_is_taken_up_by_another_after_a_minute()
    {
        await Write("orphan");
        carrier.Dies = true;
        await Should.ThrowAsync<IOException>(Deliver);
        carrier.Dies = false;
        (await Deliver()).ShouldBe(0);
        Rooms.Clock.Advance(DeliveryRules.Claim);
        (await Deliver()).ShouldBe(1);
        carrier.Tried.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: a message that is of no use any more is sent, or its body is kept.
    public async Task A_message_that_expired_is_erased_and_not_sent()
    {
        await Write("too late");
        Rooms.Clock.Advance(TimeSpan.FromMinutes(10));
        (await Deliver()).ShouldBe(0);
        carrier.Tried.ShouldBeEmpty();
        (await Single()).Payload.ShouldBeNull();
    }

    private Task Write(string body, bool fail = false) =>
        Rooms.In(services =>
            services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    _ =>
                    {
                        var expires = Rooms.Clock.GetUtcNow() + TimeSpan.FromMinutes(10);
                        services
                            .GetRequiredService<Outbox>()
                            .Add(
                                new OutgoingMessage(
                                    Channel.Email,
                                    "maria@example.org",
                                    "en",
                                    "",
                                    body,
                                    null,
                                    expires
                                )
                            );
                        return fail
                            ? throw new InvalidOperationException("The change failed.")
                            : Task.CompletedTask;
                    },
                    CancellationToken.None
                )
        );

    private Task<int> Deliver() => Rooms.In(Send);

    private Task<int> Send(IServiceProvider services) =>
        new OutboxSender(
            services.GetRequiredService<SecureAccessDbContext>(),
            services.GetRequiredService<Encryption>(),
            carrier,
            Rooms.Clock,
            NullLogger<OutboxSender>.Instance
        ).DeliverDue(CancellationToken.None);

    private Task<OutboxMessage> Single() =>
        Rooms.In(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<OutboxMessage>()
                .AsNoTracking()
                .SingleAsync()
        );

    private sealed class Carrier : IMessageChannel
    {
        public ConcurrentQueue<(OutgoingMessage Message, Guid Key)> Delivered { get; } = new();

        public ConcurrentQueue<Guid> Tried { get; } = new();

        public bool Refuses { get; set; }

        public bool Dies { get; set; }

        public Task Deliver(
            OutgoingMessage message,
            Guid idempotencyKey,
            CancellationToken cancellationToken
        )
        {
            Tried.Enqueue(idempotencyKey);
            if (Refuses)
            {
                throw new MessageRefusedException("The carrier is full.");
            }

            if (Dies)
            {
                throw new IOException("The node died here.");
            }

            Delivered.Enqueue((message, idempotencyKey));
            return Task.CompletedTask;
        }
    }
}
