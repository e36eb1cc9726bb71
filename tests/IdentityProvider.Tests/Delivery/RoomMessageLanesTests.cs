using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Audit;
using SecureAccess.Delivery;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Delivery;

public abstract class RoomMessageLanesCases
{
    private readonly Receiver slow = new("test.slow") { Waits = true };
    private readonly Receiver quick = new("test.quick");

    private protected abstract Engine Engine { get; }

    // Fails when: slow receivers of one kind, however many, keep every lane of a node busy, so that another kind is not told.
    [Fact]
    [Trait("Threat", "A-provider-that-is-slow-or-down")]
    public async Task Many_slow_lanes_of_one_kind_leave_room_for_another()
    {
        await using var host = await Host();
        await Add(host, slow.Kind, [.. Enumerable.Range(0, 100).Select(i => $"a-{i:000}")]);
        var lanes = host.Services.GetRequiredService<RoomMessageLanes>();
        var held = (await lanes.Begin(CancellationToken.None)).ToList();
        held.AddRange(await lanes.Begin(CancellationToken.None));
        held.Count.ShouldBe(RoomMessageLanes.MostOfOneKind);

        await Add(host, quick.Kind, ["z"]);
        var begun = (await lanes.Begin(CancellationToken.None)).ShouldHaveSingleItem();
        await begun.WaitAsync(TimeSpan.FromSeconds(20));
        quick.Came.Count.ShouldBe(1);

        slow.Waits = false;
        slow.Release.SetResult();
        await Task.WhenAll(held);
        await lanes.DeliverDue(CancellationToken.None);
        slow.Came.Count.ShouldBe(100);
    }

    // Fails when: lanes go by their names, so that those at the end of the alphabet wait for ever.
    [Fact]
    public async Task The_lane_that_waits_longest_is_begun_first()
    {
        await using var host = await Host();
        await Add(host, slow.Kind, ["zzz"]);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Add(host, slow.Kind, [.. Enumerable.Range(0, 100).Select(i => $"a-{i:000}")]);

        var held = await host
            .Services.GetRequiredService<RoomMessageLanes>()
            .Begin(CancellationToken.None);

        for (var i = 0; i < 100 && slow.Came.Count < held.Count; i++)
        {
            await Task.Delay(50);
        }

        slow.Came.ShouldContain("zzz");
        slow.Release.SetResult();
        await Task.WhenAll(held);
    }

    // Fails when: a row that cannot be read, or that no handler takes, stops what stands behind it, or goes without a trace.
    [Fact]
    public async Task A_row_that_nobody_can_read_stops_no_other_and_is_recorded()
    {
        await using var host = await Host();
        await Add(host, quick.Kind, ["lane"]);
        await Add(host, "test.unknown", ["lane"]);
        await host.Do(services =>
            services
                .GetRequiredService<SecureAccessDbContext>()
                .Set<RoomMessage>()
                .Where(row => row.Kind == quick.Kind)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Payload, _ => new byte[100]))
        );
        await Add(host, quick.Kind, ["lane"]);

        // The row behind it goes in the same round: its lane is not left alone for what is wrong with one.
        await host.TellRooms();
        quick.Came.Count.ShouldBe(1);
        host.Clock.Advance(TimeSpan.FromHours(24));
        await host.TellRooms();

        await host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            (await database.Set<RoomMessage>().CountAsync()).ShouldBe(0);
            var lost = await database
                .Set<AuditEvent>()
                .Where(row => row.Type == DeliveryEvents.RoomMessageLost.Name)
                .Select(row => row.Details!)
                .ToListAsync();
            lost.Count.ShouldBe(2);
            lost.ShouldContain(details => details.Contains("\"kind\":\"test.quick\""));
            lost.ShouldContain(details => details.Contains("\"kind\":\"test.unknown\""));
        });
    }

    private Task<SecureAccessHost> Host() =>
        SecureAccessHost.Start(
            new HostWishes
            {
                Engine = Engine,
                Services = services =>
                    services
                        .AddSingleton<IRoomMessageHandler>(slow)
                        .AddSingleton<IRoomMessageHandler>(quick),
            }
        );

    private static Task Add(SecureAccessHost host, string kind, IReadOnlyList<string> lanes) =>
        host.Do(services =>
            services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    _ =>
                    {
                        var outbox = services.GetRequiredService<RoomOutbox>();
                        foreach (var lane in lanes)
                        {
                            outbox.Add(kind, lane, lane, TimeSpan.FromHours(24));
                        }

                        return Task.CompletedTask;
                    },
                    CancellationToken.None
                )
        );

    private sealed class Receiver(string kind) : IRoomMessageHandler
    {
        public string Kind => kind;

        public bool Waits { get; set; }

        public TaskCompletionSource Release { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<string> Came { get; } = new();

        public async Task<RoomMessageResult> Handle(
            RoomTelling message,
            CancellationToken cancellationToken
        )
        {
            Came.Enqueue(message.Read<string>());
            if (Waits)
            {
                await Release.Task;
            }

            return new RoomMessageResult.Done();
        }

        public void GivenUp(RoomTelling message, string reason) { }
    }
}

[Trait("Engine", "Sqlite")]
public sealed class RoomMessageLanesOnSqliteTests : RoomMessageLanesCases
{
    private protected override Engine Engine => Engine.Sqlite;
}

[Trait("Engine", "PostgreSql")]
public sealed class RoomMessageLanesOnPostgreSqlTests : RoomMessageLanesCases
{
    private protected override Engine Engine => Engine.PostgreSql;
}

[Trait("Engine", "SqlServer")]
public sealed class RoomMessageLanesOnSqlServerTests : RoomMessageLanesCases
{
    private protected override Engine Engine => Engine.SqlServer;
}
