using SecureAccess.Conformance.Modules;
using SecureAccess.Conformance.Running;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Cases;

/// <summary>The Back-Channel Logout OP plan: a test for each module.</summary>
public abstract class BackChannelLogoutOpCases(ITargetSource provider)
{
    [Fact]
    [Trait("Conformance", "oidcc-backchannel-logout-discovery-endpoint-verification")]
    public Task oidcc_backchannel_logout_discovery_endpoint_verification() =>
        Run(BackChannelLogoutOp.DiscoveryEndpointVerification);

    [Fact]
    [Trait("Conformance", "oidcc-backchannel-rp-initiated-logout")]
    public Task oidcc_backchannel_rp_initiated_logout() =>
        Run(BackChannelLogoutOp.RpInitiatedLogout);

    private Task Run(Module module) => ModuleTest.Run(provider, module);
}
