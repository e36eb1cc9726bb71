using SecureAccess.Conformance.Modules;
using SecureAccess.Conformance.Running;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Cases;

/// <summary>The Config OP plan: a test for each module.</summary>
public abstract class ConfigOpCases(ITargetSource provider)
{
    [Fact]
    [Trait("Conformance", "oidcc-discovery-endpoint-verification")]
    public Task oidcc_discovery_endpoint_verification() =>
        Run(ConfigOp.DiscoveryEndpointVerification);

    private Task Run(Module module) => ModuleTest.Run(provider, module);
}
