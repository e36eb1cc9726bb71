using System.Collections.Concurrent;
using System.Globalization;
using SecureAccess.Persistence;
using SecureAccess.Tests.Journeys;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Failpoints;

/// <summary>
/// The journeys of joining, of a new password and of "This was not me", and the host is killed just before and just after each commit on the way.
/// </summary>
public abstract class JourneyCases
{
    /// <summary>Which commits are failpoints instead of those of the class: 1 all of them.</summary>
    private const string Thinning = "SECUREACCESS_FAILPOINTS";

    /// <summary>The engine of this class.</summary>
    protected abstract Engine Engine { get; }

    /// <summary>Which commits of a journey are failpoints: 1 all of them, 4 every fourth.</summary>
    protected abstract int Every { get; }

    /// <summary>The journeys.</summary>
    public static TheoryData<string> Names => [.. Ways.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Threat", "A-lost-database-row")]
    [Trait("Requirement", "D2")]
    [Trait("Requirement", "D13")]
    [Trait("Requirement", "D14")]
    [Trait("Requirement", "D15")]
    // Fails when: a join, a new password or a recovery is committed in two parts, or one of their pages cannot be taken up after a crash.
    public async Task Killed_at_any_commit_of_a_journey_the_person_goes_on(string name)
    {
        var journey = Ways.All[name];
        await using var prepared = await Prepare(journey);
        var commits = await Count(journey, prepared);
        var every = Environment.GetEnvironmentVariable(Thinning) is { Length: > 0 } wanted
            ? int.Parse(wanted, CultureInfo.InvariantCulture)
            : Every;
        var first = Math.Max(
            1,
            1
                + commits.FindIndex(commit =>
                    commit.Contains(journey.FirstCommit ?? "", StringComparison.Ordinal)
                )
        );
        var kills =
            from at in Enumerable.Range(first, commits.Count - first + 1)
            where (at + journey.Offset) % every == 0
            from side in Enum.GetValues<Side>()
            select (At: at, Side: side);
        var problems = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            kills,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (kill, _) =>
            {
                foreach (var problem in await Walk(journey, prepared, kill.At, kill.Side))
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
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {commits.Count} commits, from {first} on; {kills.Count()} walks."
            )
        );

        problems.Order().ShouldBeEmpty();
    }

    private async Task<HostGround> Prepare(Journey journey)
    {
        var ground = await HostGround.Create(Engine);
        await File.WriteAllTextAsync(Site.PeopleOf(ground), Ways.People);
        await using var site = await SecureAccessHost.Start(Site.On(ground));
        await site.AddClients(Visitor.Tools);
        await journey.Prepare(site);
        await site.Messages();
        // Who is here again has not come within the same minute, nor within the same hour.
        ground.Clock.Advance(TimeSpan.FromHours(2));
        return ground;
    }

    private static async Task<List<string>> Count(Journey journey, HostGround prepared)
    {
        await using var site = await Begin(prepared);
        site.Failpoint.Arm();
        var walk = new Perseverance(site, journey.Person, false, journey.ByLetter);
        List<string> commits;
        try
        {
            await Reach(walk, journey);
            commits = [.. site.Failpoint.Commits];
        }
        catch (ShouldAssertException exception)
        {
            throw new ShouldAssertException(
                $"{exception.Message} {string.Join(" → ", walk.Done)}",
                exception
            );
        }

        (
            await AftermathOfJourneys.ProblemsOf(
                site,
                journey,
                prepared.Clock.GetUtcNow(),
                walk.Entered
            )
        ).ShouldBeEmpty();
        return commits;
    }

    private static async Task<IReadOnlyList<string>> Walk(
        Journey journey,
        HostGround prepared,
        int at,
        Side side
    )
    {
        await using var site = await Begin(prepared);
        site.Failpoint.Arm(at, side);
        // At half of the commits before, at the other half after: the person sends the form again instead of opening the page.
        var walk = new Perseverance(
            site,
            journey.Person,
            (at + (int)side) % 2 == 0,
            journey.ByLetter
        );
        try
        {
            await Reach(walk, journey);
            var problems = await AftermathOfJourneys.ProblemsOf(
                site,
                journey,
                prepared.Clock.GetUtcNow(),
                walk.Entered
            );
            return [.. problems.Select(problem => $"{problem} {string.Join(" → ", walk.Done)}")];
        }
#pragma warning disable CA1031 // Every failpoint is walked, and told of.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return [$"{exception.Message} {string.Join(" → ", walk.Done)}"];
        }
    }

    private static async Task Reach(Perseverance walk, Journey journey)
    {
        foreach (var goal in journey.Goals)
        {
            await walk.Reach(goal);
        }
    }

    private static async Task<Site> Begin(HostGround prepared)
    {
        var ground = await prepared.Copy();
        ground.Clock.SetUtcNow(prepared.Clock.GetUtcNow());
        return await Site.Open(ground);
    }
}
