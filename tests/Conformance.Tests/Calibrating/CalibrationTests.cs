using SecureAccess.Conformance.Modules;
using Shouldly;

namespace SecureAccess.Conformance.Calibrating;

/// <summary>A module that a certified provider does not pass is wrong.</summary>
public sealed class CalibrationTests(CalibrationProvider provider)
    : IClassFixture<CalibrationProvider>
{
    [Fact]
    public async Task The_certified_provider_passes_oidcc_discovery_endpoint_verification() =>
        (await ConfigOp.DiscoveryEndpointVerification(provider.Target)).ShouldBe(Verdict.Passed);
}
