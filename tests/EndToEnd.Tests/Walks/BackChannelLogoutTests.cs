using SecureAccess.EndToEnd.Processes;
using Shouldly;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>Real processes: a session that ends at the provider ends at the tools, without the browser going there.</summary>
public sealed class BackChannelLogoutTests
{
    [Fact]
    [Trait("Requirement", "D17")]
    // Fails when: the provider does not tell the tools of an end, or a tool does not end its own session of that sid.
    public async Task A_sign_out_at_the_provider_ends_the_sessions_of_the_tools()
    {
        await using var demo = await RunningDemo.Start();
        using var walker = new FormWalker(new List<string>());
        var home = new Uri(demo.Tools, "tin-matching");
        await walker.Get(new Uri(demo.Tools, "tin-matching/sign-in"));
        for (var step = 0; step < 10 && !walker.IsAt(demo.Tools); step++)
        {
            await new FormSignIn(demo, walker).Step(DemoPerson.Of("maria-lopez"), "voice");
        }

        walker.Text.ShouldContain("You are signed in to TIN Matching");
        await walker.Get(new Uri(demo.Provider, "sign-out"));
        await walker.Submit();

        for (var i = 0; i < 50; i++)
        {
            await walker.Get(home);
            if (walker.Text.Contains("You are not signed in", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(100);
        }

        walker.Text.ShouldContain(
            "You are not signed in",
            Case.Sensitive,
            string.Join('\n', demo.ToolLines)
        );
    }
}
