using SecureAccess.Conformance.Modules;
using SecureAccess.Conformance.Running;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Cases;

/// <summary>The RP-Initiated Logout OP plan: a test for each module.</summary>
public abstract class RpInitiatedLogoutOpCases(ITargetSource provider)
{
    [Fact]
    [Trait("Conformance", "oidcc-rp-initiated-logout-discovery-endpoint-verification")]
    public Task oidcc_rp_initiated_logout_discovery_endpoint_verification() =>
        Run(RpInitiatedLogoutOp.DiscoveryEndpointVerification);

    [Fact]
    [Trait("Conformance", "oidcc-rp-initiated-logout")]
    public Task oidcc_rp_initiated_logout() => Run(RpInitiatedLogoutOp.Logout);

    [Fact]
    [Trait("Conformance", "oidcc-rp-initiated-logout-no-state")]
    public Task oidcc_rp_initiated_logout_no_state() => Run(RpInitiatedLogoutOp.NoState);

    [Fact]
    [Trait("Conformance", "oidcc-rp-initiated-logout-bad-post-logout-redirect-uri")]
    public Task oidcc_rp_initiated_logout_bad_post_logout_redirect_uri() =>
        Run(RpInitiatedLogoutOp.BadPostLogoutRedirectUri);

    [Fact]
    [Trait("Conformance", "oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri")]
    public Task oidcc_rp_initiated_logout_query_added_to_post_logout_redirect_uri() =>
        Run(RpInitiatedLogoutOp.QueryAddedToPostLogoutRedirectUri);

    [Fact]
    [Trait("Conformance", "oidcc-rp-initiated-logout-modified-id-token-hint")]
    public Task oidcc_rp_initiated_logout_modified_id_token_hint() =>
        Run(RpInitiatedLogoutOp.ModifiedIdTokenHint);

    [Fact]
    [Trait("Conformance", "oidcc-rp-initiated-logout-bad-id-token-hint")]
    public Task oidcc_rp_initiated_logout_bad_id_token_hint() =>
        Run(RpInitiatedLogoutOp.BadIdTokenHint);

    [Fact]
    [Trait("Conformance", "oidcc-rp-initiated-logout-no-id-token-hint")]
    public Task oidcc_rp_initiated_logout_no_id_token_hint() =>
        Run(RpInitiatedLogoutOp.NoIdTokenHint);

    [Fact]
    [Trait("Conformance", "oidcc-rp-initiated-logout-no-params")]
    public Task oidcc_rp_initiated_logout_no_params() => Run(RpInitiatedLogoutOp.NoParams);

    [Fact]
    [Trait("Conformance", "oidcc-rp-initiated-logout-no-post-logout-redirect-uri")]
    public Task oidcc_rp_initiated_logout_no_post_logout_redirect_uri() =>
        Run(RpInitiatedLogoutOp.NoPostLogoutRedirectUri);

    [Fact]
    [Trait("Conformance", "oidcc-rp-initiated-logout-only-state")]
    public Task oidcc_rp_initiated_logout_only_state() => Run(RpInitiatedLogoutOp.OnlyState);

    private Task Run(Module module) => ModuleTest.Run(provider, module);
}
