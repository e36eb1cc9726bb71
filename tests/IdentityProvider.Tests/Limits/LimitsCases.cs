using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Limits;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Limits;

/// <summary>Budgets and back-off against a real database; a class per engine below.</summary>
public abstract class LimitsCases : EngineCases
{
    private static readonly Trier Stranger = new(
        "password",
        "account-1",
        true,
        "203.0.113.7",
        false
    );
    private static readonly Trier Owner = Stranger with
    {
        Source = "browser-1",
        KnownBrowser = true,
    };

    // Fails when: a take is a read and then a write, or the budget allows other than its number.
    [Fact]
    [Trait("Requirement", "D7")]
    public async Task Fifty_parallel_takes_get_exactly_the_budget()
    {
        var taken = await Rooms.InParallel(50, Take("+12025550143"));
        taken.Count(refused => refused is null).ShouldBe(10);
        (await Rooms.In(Take("+12025550199"))).ShouldBeNull();
    }

    // Fails when: the window does not begin with its first take, or a refused take prolongs it.
    [Fact]
    [Trait("Requirement", "D7")]
    public async Task A_window_ends_an_hour_after_its_first_take()
    {
        var begin = Rooms.Clock.GetUtcNow();
        for (var i = 0; i < 10; i++)
        {
            (await Rooms.In(Take("+12025550143"))).ShouldBeNull();
            Rooms.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        (await Rooms.In(Take("+12025550143"))).ShouldBe(begin.AddHours(1));
        Rooms.Clock.SetUtcNow(begin.AddHours(1).AddSeconds(-1));
        (await Rooms.In(Take("+12025550143"))).ShouldBe(begin.AddHours(1));
        Rooms.Clock.SetUtcNow(begin.AddHours(1));
        (await Rooms.In(Take("+12025550143"))).ShouldBeNull();
    }

    // Fails when: a refusal by one budget uses up another one.
    [Fact]
    [Trait("Requirement", "D7")]
    public async Task Takes_are_all_or_nothing()
    {
        for (var i = 0; i < 10; i++)
        {
            await Rooms.In(Take("+12025550143"));
        }

        for (var i = 0; i < 100; i++)
        {
            (await Rooms.In(Both)).ShouldNotBeNull();
        }

        (await Rooms.In(SourceAlone)).ShouldBeNull();

        static Task<DateTimeOffset?> Both(IServiceProvider scope) =>
            scope
                .GetRequiredService<Budgets>()
                .Take(
                    [
                        (Budget.SendsPerSource, "203.0.113.7"),
                        (Budget.SendsPerNumberAndHour, "+12025550143"),
                    ],
                    CancellationToken.None
                );
        static Task<DateTimeOffset?> SourceAlone(IServiceProvider scope) =>
            scope
                .GetRequiredService<Budgets>()
                .Take([(Budget.SendsPerSource, "203.0.113.7")], CancellationToken.None);
    }

    // Fails when: a take that was given back begins the window of those that follow, or one given back is still counted.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task A_take_that_was_given_back_begins_no_window()
    {
        for (var i = 0; i < 3; i++)
        {
            (await Rooms.In(Take("+12025550143"))).ShouldBeNull();
            await Rooms.In(scope =>
                scope
                    .GetRequiredService<Budgets>()
                    .GiveBack([Number("+12025550143")], CancellationToken.None)
            );
            Rooms.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        var begin = Rooms.Clock.GetUtcNow();
        for (var i = 0; i < 10; i++)
        {
            (await Rooms.In(Take("+12025550143"))).ShouldBeNull();
        }

        (await Rooms.In(Take("+12025550143"))).ShouldBe(begin.AddHours(1));
    }

    // Fails when: what is left is not the smallest of the budgets, the instant not the latest of the empty ones, or looking takes one.
    [Fact]
    [Trait("Requirement", "D5")]
    public async Task What_is_left_is_the_smallest_of_the_budgets()
    {
        var begin = Rooms.Clock.GetUtcNow();
        (await Rooms.In(Left)).ShouldBe((10, null));
        for (var i = 0; i < 4; i++)
        {
            await Rooms.In(Take("+12025550143"));
        }

        (await Rooms.In(Left)).ShouldBe((6, null));
        Rooms.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 10; i++)
        {
            await Rooms.In(Take("+12025550199"));
        }

        (await Rooms.In(Left)).ShouldBe((0, begin.AddMinutes(61)));
        for (var i = 0; i < 6; i++)
        {
            await Rooms.In(Take("+12025550143"));
        }

        (await Rooms.In(Left)).ShouldBe((0, begin.AddMinutes(61)));
        Rooms.Clock.SetUtcNow(begin.AddHours(1));
        (await Rooms.In(Left)).ShouldBe((0, begin.AddMinutes(61)));
        Rooms.Clock.SetUtcNow(begin.AddMinutes(61));
        (await Rooms.In(Left)).ShouldBe((10, null));

        static Task<(int, DateTimeOffset?)> Left(IServiceProvider scope) =>
            scope
                .GetRequiredService<Budgets>()
                .Left([Number("+12025550143"), Number("+12025550199")], CancellationToken.None);
    }

    // Fails when: failures are counted after the try, so that parallel tries all pass.
    [Fact]
    [Trait("Requirement", "D4")]
    public async Task Fifty_parallel_tries_are_worth_five()
    {
        var tries = await Rooms.InParallel(50, Begin(Stranger));
        tries.Count(permission => permission is TryPermission.Go).ShouldBe(5);
    }

    // Fails when: the 5th failure brings no delay of 30 s, or the 6th none of 60 s.
    [Fact]
    [Trait("Requirement", "D4")]
    public async Task From_the_5th_failure_tries_wait()
    {
        for (var i = 0; i < 5; i++)
        {
            (await Rooms.In(Begin(Stranger))).ShouldBeOfType<TryPermission.Go>();
        }

        var now = Rooms.Clock.GetUtcNow();
        (await Rooms.In(Begin(Stranger))).ShouldBe(new TryPermission.Wait(now.AddSeconds(30)));
        Rooms.Clock.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromMilliseconds(1));
        (await Rooms.In(Begin(Stranger))).ShouldBeOfType<TryPermission.Wait>();
        Rooms.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Rooms.In(Begin(Stranger))).ShouldBeOfType<TryPermission.Go>();
        (await Rooms.In(Begin(Stranger))).ShouldBe(new TryPermission.Wait(now.AddSeconds(90)));
    }

    // Fails when: a stranger's failures slow down or shut out a browser that the owner used before.
    [Fact]
    [Trait("Requirement", "D4")]
    [Trait("Threat", "Lockout-as-an-attack")]
    public async Task A_strangers_90_failures_leave_10_tries_to_the_owners_browser()
    {
        for (var i = 0; i < 90; i++)
        {
            (
                await Rooms.In(Begin(Stranger with { Source = $"198.51.100.{i}" }))
            ).ShouldBeOfType<TryPermission.Go>();
        }

        (
            await Rooms.In(Begin(Stranger with { Source = "198.51.100.200" }))
        ).ShouldBeOfType<TryPermission.UsedUp>();
        (await Rooms.In(Begin(Owner))).ShouldBeOfType<TryPermission.Go>();
        await Rooms.In(scope =>
            scope.GetRequiredService<BackOff>().Succeeded(Owner, CancellationToken.None)
        );
        (
            await Rooms.In(Begin(Stranger with { Source = "198.51.100.201" }))
        ).ShouldBeOfType<TryPermission.Go>();
    }

    // Fails when: a factor can be guessed at more than 100 times in a row by anyone.
    [Fact]
    [Trait("Requirement", "D4")]
    public async Task At_100_consecutive_failures_the_factor_is_disabled_even_for_known_browsers()
    {
        for (var i = 0; i < 100; i++)
        {
            (
                await Rooms.In(Begin(Owner with { Source = $"browser-{i}" }))
            ).ShouldBeOfType<TryPermission.Go>();
        }

        (
            await Rooms.In(Begin(Owner with { Source = "browser-new" }))
        ).ShouldBeOfType<TryPermission.UsedUp>();
        (
            await Rooms.In(Begin(Owner with { Factor = "app:1", Source = "browser-new" }))
        ).ShouldBeOfType<TryPermission.Go>();
    }

    // Fails when: a success does not reset the count.
    [Fact]
    [Trait("Requirement", "D4")]
    public async Task A_success_resets_the_count()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                (await Rooms.In(Begin(Stranger))).ShouldBeOfType<TryPermission.Go>();
            }

            await Rooms.In(scope =>
                scope.GetRequiredService<BackOff>().Succeeded(Stranger, CancellationToken.None)
            );
        }
    }

    // Fails when: accounts and typed names, or two sources, share a counter.
    [Fact]
    [Trait("Requirement", "D4")]
    public async Task Each_source_and_subject_has_its_own_counter()
    {
        for (var i = 0; i < 6; i++)
        {
            await Rooms.In(Begin(Stranger));
        }

        (
            await Rooms.In(Begin(Stranger with { Source = "203.0.113.8" }))
        ).ShouldBeOfType<TryPermission.Go>();
        (
            await Rooms.In(Begin(Stranger with { Subject = "account-2" }))
        ).ShouldBeOfType<TryPermission.Go>();
    }

    private static Func<IServiceProvider, Task<TryPermission>> Begin(Trier trier) =>
        scope => scope.GetRequiredService<BackOff>().Begin(trier, CancellationToken.None);

    private static Func<IServiceProvider, Task<DateTimeOffset?>> Take(string number) =>
        scope => scope.GetRequiredService<Budgets>().Take([Number(number)], CancellationToken.None);

    private static (Budget, string) Number(string number) => (Budget.SendsPerNumberAndHour, number);
}
