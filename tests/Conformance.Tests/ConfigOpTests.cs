using SecureAccess.Conformance.Modules;
using SecureAccess.Conformance.Targets;
using Shouldly;

namespace SecureAccess.Conformance;

/// <summary>The Config OP plan against this provider.</summary>
public sealed class ConfigOpTests(ThisProvider provider) : IClassFixture<ThisProvider>
{
    [Fact(DisplayName = "oidcc-discovery-endpoint-verification")]
    [Trait("Conformance", "oidcc-discovery-endpoint-verification")]
    public async Task oidcc_discovery_endpoint_verification() =>
        (await ConfigOp.DiscoveryEndpointVerification(provider.Target)).ShouldBe(Verdict.Passed);
}
