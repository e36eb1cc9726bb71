using Microsoft.Extensions.Time.Testing;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Persistence;

public abstract class LeaseCases : EngineCases
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    // Fails when: the lease is read and then written, or its first taking is not decided by the key.
    public async Task Of_fifty_nodes_one_takes_a_free_lease()
    {
        var clock = new FakeTimeProvider(Noon);
        (await Together.AtOnce(Nodes(50), node => Take(node, clock)))
            .Count(taken => taken)
            .ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(60));
        (await Together.AtOnce(Nodes(50), node => Take(node, clock)))
            .Count(taken => taken)
            .ShouldBe(1);
    }

    [Fact]
    // Fails when: a lease that another node holds can be taken before its end, or its owner cannot prolong it.
    public async Task A_held_lease_is_its_owners_until_its_end()
    {
        var clock = new FakeTimeProvider(Noon);
        (await Take("one", clock)).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(59));
        (await Take("two", clock)).ShouldBeFalse();
        (await Take("one", clock)).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(59));
        (await Take("two", clock)).ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        (await Take("two", clock)).ShouldBeTrue();
    }

    [Fact]
    // Fails when: giving back does not end the lease, or anyone may do it.
    public async Task A_lease_given_back_is_free_at_once()
    {
        var clock = new FakeTimeProvider(Noon);
        (await Take("one", clock)).ShouldBeTrue();
        await GiveBack("two", clock);
        (await Take("two", clock)).ShouldBeFalse();
        await GiveBack("one", clock);
        (await Take("two", clock)).ShouldBeTrue();
    }

    private static List<string> Nodes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => $"node-{i}")];

    private async Task<bool> Take(string node, TimeProvider clock)
    {
        await using var context = Rooms.Database.Context();
        return await new Lease(context, clock).Take(
            "job",
            TimeSpan.FromSeconds(60),
            CancellationToken.None,
            node
        );
    }

    private async Task GiveBack(string node, TimeProvider clock)
    {
        await using var context = Rooms.Database.Context();
        await new Lease(context, clock).GiveBack("job", CancellationToken.None, node);
    }
}
