using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Failpoints;

/// <summary>
/// A person registers, adds the app and signs in, and the host is killed just before and just after each commit on the way: those of
/// pages, and those of the sender of messages.
/// </summary>
public abstract class FailpointCases : IAsyncLifetime
{
    private static readonly Registrant Linda = Registrant.Of("linda-moore");

    private HostGround? prepared;

    /// <summary>The engine of this class.</summary>
    protected abstract Engine Engine { get; }

    /// <summary>Which commits of a registration are failpoints: 1 all of them, 10 every tenth.</summary>
    protected abstract int Every { get; }

    // What comes after the registration is walked more thinly: these walks are the longest.
    private const int ThinnerLater = 3;

    public async ValueTask InitializeAsync()
    {
        prepared = await HostGround.Create(Engine);
        await File.WriteAllTextAsync(Site.PeopleOf(prepared), $"[{Linda}]");
        await using var host = await SecureAccessHost.Start(new HostWishes { Ground = prepared });
        await host.AddClients(Visitor.Tools);
    }

    public async ValueTask DisposeAsync()
    {
        if (prepared is not null)
        {
            await prepared.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    [Trait("Threat", "A-lost-database-row")]
    [Trait("Requirement", "D2")]
    [Trait("Requirement", "D5")]
    [Trait("Requirement", "D22")]
    // Fails when: a change is committed in two parts, a message leaves outside its change, or a page cannot be taken up after a crash.
    public async Task Killed_at_any_commit_the_person_goes_on_and_nothing_is_lost_or_done_twice()
    {
        var (commits, toTheTool) = await Count();
        var failpoints =
            from at in Enumerable
                .Range(1, commits.Count)
                .Where(at => at % (at > toTheTool ? Every * ThinnerLater : Every) == 0)
            from side in Enum.GetValues<Side>()
            select new Kill(at, side, at > toTheTool);
        var problems = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            failpoints,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (kill, _) =>
            {
                foreach (var problem in await Walk(kill, []))
                {
                    problems.Add(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{kill.At:000} {kill.Side} {commits[kill.At - 1]}: {problem}"
                        )
                    );
                }
            }
        );

        problems.Order().ShouldBeEmpty();
    }

    [Fact]
    [Trait("Threat", "A-lost-database-row")]
    // Fails when: the check after a walk does not see a message that left before its change was committed.
    public async Task A_message_that_leaves_before_its_change_is_committed_is_found()
    {
        var at = await FirstWithAMessage();
        List<Guid> keys = [];
        (await Walk(Kill.None, keys, () => [new SentBeforeTheCommit(keys)])).ShouldBeEmpty();
        keys.Clear();

        var found = await Walk(
            new Kill(at, Side.Before, false),
            keys,
            () => [new SentBeforeTheCommit(keys)]
        );

        found.ShouldBe(["messages that no change sent: 1 instead of 0"]);
    }

    [Fact]
    [Trait("Threat", "A-lost-database-row")]
    // Fails when: the check after a walk does not see a code whose message was to leave after the commit, and was lost.
    public async Task A_message_that_is_written_after_its_change_is_committed_is_found()
    {
        var at = await FirstWithAMessage();
        IInterceptor[] Fault() => [new WrittenAfterTheCommit(Engine)];
        (await Walk(Kill.None, [], Fault)).ShouldBeEmpty();

        var found = await Walk(new Kill(at, Side.After, false), [], Fault);

        found.ShouldContain("codes whose message did not arrive: 1 instead of 0");
    }

    private async Task<int> FirstWithAMessage() =>
        (await Count())
            .Commits.ToList()
            .FindIndex(commit => commit.Contains("INSERT OutboxMessages", StringComparison.Ordinal))
        + 1;

    /// <summary>The commits of a walk without a kill, and how many of them are made when the person is back at the tool.</summary>
    private async Task<(IReadOnlyList<string> Commits, int ToTheTool)> Count()
    {
        await using var site = await Site.Open(await prepared!.Copy());
        site.Failpoint.Arm();
        var walk = new Perseverance(site, Linda, sendsAgain: false);
        await walk.Register();
        var toTheTool = site.Failpoint.Commits.Count;
        await walk.AddAppAndSignIn();
        var commits = site.Failpoint.Commits.ToList();
        (
            await Aftermath.ProblemsOf(site, Linda, new Aftermath.Held(1, 1), walk.Entered, [])
        ).ShouldBeEmpty();
        return (commits, toTheTool);
    }

    private async Task<IReadOnlyList<string>> Walk(
        Kill kill,
        IReadOnlyCollection<Guid> early,
        Func<IInterceptor[]>? more = null
    )
    {
        await using var site = await Site.Open(await prepared!.Copy(), more);
        site.Failpoint.Arm(kill.At, kill.Side);
        // At half of the commits before, at the other half after: the person sends the form again instead of opening the page.
        var walk = new Perseverance(site, Linda, (kill.At + (int)kill.Side) % 2 == 0);
        try
        {
            await walk.Register();
            if (kill.LaterThanRegistering)
            {
                await walk.AddAppAndSignIn();
            }

            return await Aftermath.ProblemsOf(
                site,
                Linda,
                new Aftermath.Held(1, kill.LaterThanRegistering ? 1 : 0),
                walk.Entered,
                early
            );
        }
#pragma warning disable CA1031 // Every failpoint is walked, and told of.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return [$"{exception.Message} {string.Join(" → ", walk.Done)}"];
        }
    }

    /// <summary>Where the host is killed, and whether that is after the registration.</summary>
    private sealed record Kill(int At, Side Side, bool LaterThanRegistering)
    {
        public static readonly Kill None = new(0, Side.Before, false);
    }
}
