using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Hosting;

/// <summary><c>clients disable</c> and <c>clients enable</c> in a process of its own.</summary>
public sealed class ClientCommandTests : IDisposable
{
    private readonly ProductProcess product = new();

    // Fails when: a client is not switched by its id, a second call does it again, the list does not show it, or an unknown id passes.
    [Fact]
    [Trait("Requirement", "R24")]
    public async Task A_client_is_switched_off_and_on_by_its_id()
    {
        var file = product.Write(
            "clients.json",
            """[{"client_id":"tool","client_secret":"a secret of a test that is long","grant_types":["client_credentials"]}]"""
        );
        (await product.Run([], "clients", "apply", file)).ExitCode.ShouldBe(0);
        (await Said("disable", "tool")).ShouldBe("disabled: tool");
        (await Said("disable", "tool")).ShouldBe("unchanged: tool");
        (await Said("list")).ShouldEndWith(", disabled)");
        (await Said("apply", file)).ShouldBe("unchanged: tool");
        (await Said("enable", "tool")).ShouldBe("enabled: tool");
        (await Said("enable", "tool")).ShouldBe("unchanged: tool");
        (await Said("list")).ShouldNotContain("disabled");

        foreach (var verb in new[] { "disable", "enable" })
        {
            var refused = await product.Run([], "clients", verb, "TOOL");
            refused.ExitCode.ShouldBe(1);
            refused.ErrorLines.ShouldHaveSingleItem().ShouldBe("TOOL: there is no such client.");
        }
    }

    public void Dispose() => product.Dispose();

    private async Task<string> Said(params string[] arguments)
    {
        var outcome = await product.Run([], ["clients", .. arguments]);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        return outcome.Output.Trim();
    }
}
