using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Sessions;

public sealed class SameWorkTests
{
    // Fails when: a known name causes other statements than an unknown one (a row read or written more, or in another order).
    [Fact]
    [Trait("Requirement", "D4")]
    [Trait("Threat", "Credential-stuffing")]
    public async Task A_wrong_password_costs_the_same_statements_for_a_known_and_an_unknown_name()
    {
        await using var host = await SecureAccessHost.Start();
        await host.Add(new TestPerson());
        for (var i = 0; i < 7; i++)
        {
            var known = await Statements(host, "maria.lopez");
            var unknown = await Statements(host, "nobody.here");
            unknown.ShouldBe(known, $"at try {i + 1}");
            known.ShouldNotBeEmpty();
        }
    }

    private static async Task<IReadOnlyList<string>> Statements(SecureAccessHost host, string name)
    {
        var browser = host.NewBrowser();
        await browser.Open("/sign-in");
        host.Sql.Reset();
        await browser.Submit(("username", name), ("password", "wrong password"));
        return host.Sql.Statements;
    }
}
