using System.Text.Json;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Protocol.Discovery;

/// <summary>
/// Discovery is a promise: every value that it names is tried here. What it does not name is refused in
/// <see cref="AuthorizeTests"/> and <see cref="EndpointTests"/>.
/// </summary>
public sealed class DiscoveryTests
{
    // Fails when: discovery names a value that does not work, or a member that nobody tries here.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task Every_value_that_discovery_names_works()
    {
        await using var ground = await DiscoveryGround.Start();
        var probes = new DiscoveryProbes(ground);
        var broken = new List<string>();
        var tried = 0;
        foreach (var member in (await ground.Told()).EnumerateObject())
        {
            var values =
                member.Value.ValueKind == JsonValueKind.Array
                    ? member.Value.EnumerateArray().ToArray()
                    : [member.Value];
            values.ShouldNotBeEmpty(member.Name);
            foreach (var value in values)
            {
                tried++;
                try
                {
                    await probes.Try(member.Name, value.ToString());
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    broken.Add($"{member.Name} {value}: {problem.Message}");
                }
            }
        }

        broken.ShouldBeEmpty(string.Join('\n', broken));
        tried.ShouldBeGreaterThan(60);
    }

    // Fails when: a claim that the provider tells is not among those of discovery.
    [Fact]
    [Trait("Requirement", "R23")]
    public async Task Every_claim_that_is_told_stands_in_discovery()
    {
        await using var ground = await DiscoveryGround.Start();
        var named = (await ground.Told())
            .GetProperty("claims_supported")
            .EnumerateArray()
            .Select(claim => claim.GetString()!);
        (await new DiscoveryProbes(ground).ClaimsTold()).ShouldBe(named, ignoreOrder: true);
    }
}
