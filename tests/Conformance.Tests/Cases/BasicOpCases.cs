using SecureAccess.Conformance.Modules;
using SecureAccess.Conformance.Running;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Cases;

/// <summary>The Basic OP plan: a test for each module.</summary>
public abstract class BasicOpCases(ITargetSource provider, ResponseMode mode = ResponseMode.Query)
{
    [Fact]
    [Trait("Conformance", "oidcc-server")]
    public Task oidcc_server() => Run(TokenModules.Server);

    [Fact]
    [Trait("Conformance", "oidcc-response-type-missing")]
    public Task oidcc_response_type_missing() => Run(RequestModules.ResponseTypeMissing);

    [Fact]
    [Trait("Conformance", "oidcc-idtoken-signature")]
    public Task oidcc_idtoken_signature() => Run(TokenModules.IdTokenSignature);

    [Fact]
    [Trait("Conformance", "oidcc-idtoken-unsigned")]
    public Task oidcc_idtoken_unsigned() => Run(TokenModules.IdTokenUnsigned);

    [Fact]
    [Trait("Conformance", "oidcc-userinfo-get")]
    public Task oidcc_userinfo_get() => Run(UserInfoModules.Get);

    [Fact]
    [Trait("Conformance", "oidcc-userinfo-post-header")]
    public Task oidcc_userinfo_post_header() => Run(UserInfoModules.PostHeader);

    [Fact]
    [Trait("Conformance", "oidcc-userinfo-post-body")]
    public Task oidcc_userinfo_post_body() => Run(UserInfoModules.PostBody);

    [Fact]
    [Trait("Conformance", "oidcc-ensure-request-without-nonce-succeeds-for-code-flow")]
    public Task oidcc_ensure_request_without_nonce_succeeds_for_code_flow() =>
        Run(TokenModules.WithoutNonce);

    [Fact]
    [Trait("Conformance", "oidcc-scope-profile")]
    public Task oidcc_scope_profile() => Run(UserInfoModules.ScopeProfile);

    [Fact]
    [Trait("Conformance", "oidcc-scope-email")]
    public Task oidcc_scope_email() => Run(UserInfoModules.ScopeEmail);

    [Fact]
    [Trait("Conformance", "oidcc-scope-address")]
    public Task oidcc_scope_address() => Run(UserInfoModules.ScopeAddress);

    [Fact]
    [Trait("Conformance", "oidcc-scope-phone")]
    public Task oidcc_scope_phone() => Run(UserInfoModules.ScopePhone);

    [Fact]
    [Trait("Conformance", "oidcc-scope-all")]
    public Task oidcc_scope_all() => Run(UserInfoModules.ScopeAll);

    [Fact]
    [Trait("Conformance", "oidcc-alternate-happy-flow")]
    public Task oidcc_alternate_happy_flow() => Run(UserInfoModules.AlternateHappyFlow);

    [Fact]
    [Trait("Conformance", "oidcc-display-page")]
    public Task oidcc_display_page() => Run(RequestModules.DisplayPage);

    [Fact]
    [Trait("Conformance", "oidcc-display-popup")]
    public Task oidcc_display_popup() => Run(RequestModules.DisplayPopup);

    [Fact]
    [Trait("Conformance", "oidcc-prompt-login")]
    public Task oidcc_prompt_login() => Run(SignInModules.PromptLogin);

    [Fact]
    [Trait("Conformance", "oidcc-prompt-none-not-logged-in")]
    public Task oidcc_prompt_none_not_logged_in() => Run(SignInModules.PromptNoneNotLoggedIn);

    [Fact]
    [Trait("Conformance", "oidcc-prompt-none-logged-in")]
    public Task oidcc_prompt_none_logged_in() => Run(SignInModules.PromptNoneLoggedIn);

    [Fact]
    [Trait("Conformance", "oidcc-max-age-1")]
    public Task oidcc_max_age_1() => Run(SignInModules.MaxAge1);

    [Fact]
    [Trait("Conformance", "oidcc-max-age-10000")]
    public Task oidcc_max_age_10000() => Run(SignInModules.MaxAge10000);

    [Fact]
    [Trait("Conformance", "oidcc-ensure-request-with-unknown-parameter-succeeds")]
    public Task oidcc_ensure_request_with_unknown_parameter_succeeds() =>
        Run(RequestModules.UnknownParameter);

    [Fact]
    [Trait("Conformance", "oidcc-id-token-hint")]
    public Task oidcc_id_token_hint() => Run(SignInModules.IdTokenHint);

    [Fact]
    [Trait("Conformance", "oidcc-login-hint")]
    public Task oidcc_login_hint() => Run(SignInModules.LoginHint);

    [Fact]
    [Trait("Conformance", "oidcc-ui-locales")]
    public Task oidcc_ui_locales() => Run(RequestModules.UiLocales);

    [Fact]
    [Trait("Conformance", "oidcc-claims-locales")]
    public Task oidcc_claims_locales() => Run(RequestModules.ClaimsLocales);

    [Fact]
    [Trait("Conformance", "oidcc-ensure-request-with-acr-values-succeeds")]
    public Task oidcc_ensure_request_with_acr_values_succeeds() => Run(RequestModules.AcrValues);

    [Fact]
    [Trait("Conformance", "oidcc-codereuse")]
    public Task oidcc_codereuse() => Run(TokenModules.CodeReuse);

    [Fact]
    [Trait("Conformance", "oidcc-codereuse-30seconds")]
    public Task oidcc_codereuse_30seconds() => Run(TokenModules.CodeReuseAfter30Seconds);

    [Fact]
    [Trait("Conformance", "oidcc-ensure-registered-redirect-uri")]
    public Task oidcc_ensure_registered_redirect_uri() => Run(RequestModules.RegisteredRedirectUri);

    [Fact]
    [Trait("Conformance", "oidcc-ensure-post-request-succeeds")]
    public Task oidcc_ensure_post_request_succeeds() => Run(RequestModules.PostRequest);

    [Fact]
    [Trait("Conformance", "oidcc-server-client-secret-post")]
    public Task oidcc_server_client_secret_post() => Run(TokenModules.ClientSecretPost);

    [Fact]
    [Trait(
        "Conformance",
        "oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported"
    )]
    public Task oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported() =>
        Run(RequestModules.RequestUri);

    [Fact]
    [Trait(
        "Conformance",
        "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported"
    )]
    public Task oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported() =>
        Run(RequestModules.RequestObject);

    [Fact]
    [Trait("Conformance", "oidcc-claims-essential")]
    public Task oidcc_claims_essential() => Run(UserInfoModules.ClaimsEssential);

    [Fact]
    [Trait("Conformance", "oidcc-ensure-request-object-with-redirect-uri")]
    public Task oidcc_ensure_request_object_with_redirect_uri() =>
        Run(RequestModules.RequestObjectWithRedirectUri);

    [Fact]
    [Trait("Conformance", "oidcc-refresh-token")]
    public Task oidcc_refresh_token() => Run(RefreshModule.RefreshToken);

    [Fact]
    [Trait("Conformance", "oidcc-ensure-request-with-valid-pkce-succeeds")]
    public Task oidcc_ensure_request_with_valid_pkce_succeeds() => Run(TokenModules.ValidPkce);

    private Task Run(Module module) => ModuleTest.Run(provider, module, mode);
}
