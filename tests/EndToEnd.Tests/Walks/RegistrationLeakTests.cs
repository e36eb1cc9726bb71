using SecureAccess.EndToEnd.Leaks;
using Shouldly;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>What the registrations left in the database, the logs and the addresses, searched for everything that was typed.</summary>
[Collection(RegistrationWalk.Collection)]
public sealed class RegistrationLeakTests(RegistrationWalk walk)
{
    [Fact]
    [Trait("Requirement", "D19")]
    [Trait("Threat", "A-leaked-database-or-backup")]
    // Fails when: a column keeps a registrant's name, birth date, street, number, code or password in the clear.
    public void No_column_of_the_database_holds_a_value_that_a_registrant_typed()
    {
        walk.RequireAll();
        LeakReport.InDatabase(walk.Demo.Database, Search()).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "D19")]
    [Trait("Threat", "Leaks-through-logs")]
    // Fails when: anything of a registration is logged, at any level, or a query string is.
    public void No_log_line_holds_a_value_that_a_registrant_typed()
    {
        walk.RequireAll();
        walk.Demo.ProviderLines.Count.ShouldBeGreaterThan(1000, "The log was not at Trace.");
        LeakReport.InLines(walk.Demo.ProviderLines, Search()).ShouldBeEmpty();
        LeakReport.InLines(walk.Demo.ToolLines, Search()).ShouldBeEmpty();
        walk.Demo.ProviderLines.Concat(walk.Demo.ToolLines)
            .Where(LeakSearch.HasQueryString)
            .Take(5)
            .ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: a page or redirect of the registration carries a person's value in its address.
    public void No_address_that_was_requested_holds_a_value_that_a_registrant_typed()
    {
        walk.RequireAll();
        walk.Requested.Count.ShouldBeGreaterThan(50);
        LeakReport.InAddresses(walk.Requested, Search()).ShouldBeEmpty();
    }

    [Fact]
    // Fails when: the search over what the registrations left is blind to what registrants type.
    public void The_same_search_finds_a_registrant_planted_in_the_log_and_the_addresses()
    {
        walk.RequireAll();
        walk.AppSecrets.ShouldNotBeEmpty();
        var stranger = Registrants.Strangers[0];
        string[] planted =
        [
            $"first name {stranger.Person.GivenName}",
            $"born {stranger.Person.BirthDate:yyyy-MM-dd}",
            $"{{\"street\":\"{stranger.Person.Address.Street}\"}}",
            $"password {stranger.Password}",
            $"key {walk.AppSecrets[0]}",
            $"to {stranger.Email}",
            "Hello Linda.",
        ];
        LeakReport.InLines(planted, Search()).Count.ShouldBeGreaterThanOrEqualTo(planted.Length);
        LeakReport
            .InAddresses(
                [$"http://localhost/verify/code?to={Uri.EscapeDataString(stranger.Phone)}"],
                Search()
            )
            .ShouldNotBeEmpty();
    }

    private LeakSearch Search() => new(LeakReport.ValuesOf(walk));
}
