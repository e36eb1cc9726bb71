using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Limits;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Accounts;

/// <summary>Whether a username can be had, and how often one may ask, against a real database.</summary>
public abstract class UsernamesCases : EngineCases
{
    private static readonly UsernameResult Available = new UsernameResult.Available();
    private static readonly UsernameResult NotAvailable = new UsernameResult.NotAvailable();

    protected override Task Prepare() => Rooms.Account();

    // Fails when: a used and a reserved name are told apart, or either can be had, in any case.
    [Fact]
    [Trait("Requirement", "D21")]
    public async Task Used_and_reserved_names_are_not_available_alike()
    {
        (await Check("maria.lopez")).ShouldBe(NotAvailable);
        (await Check("MARIA.LOPEZ")).ShouldBe(NotAvailable);
        (await Check("Secure-Access")).ShouldBe(NotAvailable);
        (await Check("aisha.khan")).ShouldBe(Available);
    }

    // Fails when: a name without the form costs a take, or is looked up.
    [Fact]
    [Trait("Requirement", "D21")]
    public async Task A_name_without_the_form_is_not_counted()
    {
        for (var i = 0; i < 30; i++)
        {
            (await Check("maria")).ShouldBe(new UsernameResult.NotForm());
        }

        (await Check("aisha.khan")).ShouldBe(Available);
    }

    // Fails when: a registration may ask for other than 20 names a day, or a refused question costs its source another one's take.
    [Fact]
    [Trait("Requirement", "D21")]
    public async Task A_registration_asks_for_20_names_a_day()
    {
        var begin = Rooms.Clock.GetUtcNow();
        for (var i = 0; i < Budget.UsernameChecksPerRegistration.Takes; i++)
        {
            (await Check($"someone{i}")).ShouldBe(Available);
        }

        (await Check("maria.lopez")).ShouldBe(new UsernameResult.Wait(begin.AddDays(1)));
        (await Check("aisha.khan", registration: "other")).ShouldBe(Available);
        Rooms.Clock.SetUtcNow(begin.AddDays(1).AddSeconds(-1));
        (await Check("maria.lopez")).ShouldBe(new UsernameResult.Wait(begin.AddDays(1)));
        Rooms.Clock.SetUtcNow(begin.AddDays(1));
        (await Check("maria.lopez")).ShouldBe(NotAvailable);
    }

    // Fails when: a source may ask for other than 100 names a day by beginning registrations.
    [Fact]
    [Trait("Requirement", "D21")]
    public async Task A_source_asks_for_100_names_a_day()
    {
        var next = 0;
        var results = await Rooms.InParallel(
            120,
            scope =>
                scope
                    .GetRequiredService<Usernames>()
                    .Check(
                        "aisha.khan",
                        $"registration-{Interlocked.Increment(ref next)}",
                        "203.0.113.7",
                        CancellationToken.None
                    )
        );
        results.Count(result => result == Available).ShouldBe(100);
        results.Count(result => result is UsernameResult.Wait).ShouldBe(20);
        (await Check("aisha.khan", source: "203.0.113.8")).ShouldBe(Available);
    }

    private Task<UsernameResult> Check(
        string username,
        string registration = "registration",
        string source = "203.0.113.7"
    ) =>
        Rooms.In(scope =>
            scope
                .GetRequiredService<Usernames>()
                .Check(username, registration, source, CancellationToken.None)
        );
}
