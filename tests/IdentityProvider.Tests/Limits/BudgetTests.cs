using SecureAccess.Limits;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Limits;

public sealed class BudgetTests
{
    // Fails when: a row of the table of budgets changes.
    [Fact]
    [Trait("Requirement", "D7")]
    [Trait("Requirement", "D21")]
    [Trait("Requirement", "D5")]
    [Trait("Requirement", "D6")]
    public void The_table_of_budgets_is_that_of_the_requirements() =>
        Budget
            .All.Select(budget => (budget.Name, budget.Takes, budget.Window))
            .ShouldBe([
                ("sends-per-account", 10, TimeSpan.FromHours(1)),
                ("sends-per-number-and-hour", 10, TimeSpan.FromHours(1)),
                ("sends-per-number-and-day", 30, TimeSpan.FromDays(1)),
                ("sends-per-source", 60, TimeSpan.FromHours(1)),
                ("sends-per-country-prefix", 1_000, TimeSpan.FromHours(1)),
                ("emails-per-address", 10, TimeSpan.FromHours(1)),
                ("emails-per-address-and-day", 30, TimeSpan.FromDays(1)),
                ("emails-per-source", 60, TimeSpan.FromHours(1)),
                ("username-checks-per-registration", 20, TimeSpan.FromDays(1)),
                ("username-checks-per-source", 100, TimeSpan.FromDays(1)),
                ("identity-checks-per-account", 3, TimeSpan.FromHours(24)),
                ("identity-checks-per-taxpayer-number", 3, TimeSpan.FromHours(24)),
                ("identity-checks-per-source", 20, TimeSpan.FromHours(24)),
                ("phone-checks-per-account", 10, TimeSpan.FromHours(24)),
                ("phone-checks-per-source", 60, TimeSpan.FromHours(24)),
                ("letters-per-account", 2, TimeSpan.FromDays(30)),
                ("letters-per-taxpayer-number", 2, TimeSpan.FromDays(30)),
                ("replacements-per-account", 20, TimeSpan.FromDays(1)),
                ("device-codes-per-source", 20, TimeSpan.FromHours(1)),
                ("device-codes-per-account", 20, TimeSpan.FromHours(1)),
                ("recorded-refusals-per-source", 200, TimeSpan.FromHours(1)),
                ("recorded-replays-per-source", 20, TimeSpan.FromHours(1)),
                ("refusal-notes-per-window", 1, TimeSpan.FromHours(1)),
            ]);
}
