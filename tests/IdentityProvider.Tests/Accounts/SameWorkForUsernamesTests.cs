using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Accounts;

public sealed class SameWorkForUsernamesTests
{
    // Fails when: a used, a reserved and a free name cause other statements than one another.
    [Fact]
    [Trait("Requirement", "D21")]
    public async Task Used_reserved_and_free_names_cost_the_same_statements()
    {
        await using var host = await SecureAccessHost.Start();
        await host.Add(new TestPerson());
        var free = await Statements(host, "aisha.khan");
        free.Count.ShouldBeGreaterThan(2);
        (await Statements(host, "maria.lopez")).ShouldBe(free);
        (await Statements(host, "administrator")).ShouldBe(free);
    }

    private static async Task<IReadOnlyList<string>> Statements(SecureAccessHost host, string name)
    {
        await using var scope = host.Services.CreateAsyncScope();
        host.Sql.Reset();
        // A subject and a source of its own: the first take of a budget is another statement than the second.
        await scope
            .ServiceProvider.GetRequiredService<Usernames>()
            .Check(name, name, name, CancellationToken.None);
        return host.Sql.Statements;
    }
}
