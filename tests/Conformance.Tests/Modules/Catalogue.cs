using SecureAccess.Conformance.Running;

namespace SecureAccess.Conformance.Modules;

/// <summary>Every module by the Foundation's name, in the order of the plans.</summary>
public static class Catalogue
{
    /// <summary>The Basic OP plan.</summary>
    public static IReadOnlyDictionary<string, Module> Basic { get; } =
        new Dictionary<string, Module>
        {
            ["oidcc-server"] = TokenModules.Server,
            ["oidcc-response-type-missing"] = RequestModules.ResponseTypeMissing,
            ["oidcc-idtoken-signature"] = TokenModules.IdTokenSignature,
            ["oidcc-idtoken-unsigned"] = TokenModules.IdTokenUnsigned,
            ["oidcc-userinfo-get"] = UserInfoModules.Get,
            ["oidcc-userinfo-post-header"] = UserInfoModules.PostHeader,
            ["oidcc-userinfo-post-body"] = UserInfoModules.PostBody,
            ["oidcc-ensure-request-without-nonce-succeeds-for-code-flow"] =
                TokenModules.WithoutNonce,
            ["oidcc-scope-profile"] = UserInfoModules.ScopeProfile,
            ["oidcc-scope-email"] = UserInfoModules.ScopeEmail,
            ["oidcc-scope-address"] = UserInfoModules.ScopeAddress,
            ["oidcc-scope-phone"] = UserInfoModules.ScopePhone,
            ["oidcc-scope-all"] = UserInfoModules.ScopeAll,
            ["oidcc-alternate-happy-flow"] = UserInfoModules.AlternateHappyFlow,
            ["oidcc-display-page"] = RequestModules.DisplayPage,
            ["oidcc-display-popup"] = RequestModules.DisplayPopup,
            ["oidcc-prompt-login"] = SignInModules.PromptLogin,
            ["oidcc-prompt-none-not-logged-in"] = SignInModules.PromptNoneNotLoggedIn,
            ["oidcc-prompt-none-logged-in"] = SignInModules.PromptNoneLoggedIn,
            ["oidcc-max-age-1"] = SignInModules.MaxAge1,
            ["oidcc-max-age-10000"] = SignInModules.MaxAge10000,
            ["oidcc-ensure-request-with-unknown-parameter-succeeds"] =
                RequestModules.UnknownParameter,
            ["oidcc-id-token-hint"] = SignInModules.IdTokenHint,
            ["oidcc-login-hint"] = SignInModules.LoginHint,
            ["oidcc-ui-locales"] = RequestModules.UiLocales,
            ["oidcc-claims-locales"] = RequestModules.ClaimsLocales,
            ["oidcc-ensure-request-with-acr-values-succeeds"] = RequestModules.AcrValues,
            ["oidcc-codereuse"] = TokenModules.CodeReuse,
            ["oidcc-codereuse-30seconds"] = TokenModules.CodeReuseAfter30Seconds,
            ["oidcc-ensure-registered-redirect-uri"] = RequestModules.RegisteredRedirectUri,
            ["oidcc-ensure-post-request-succeeds"] = RequestModules.PostRequest,
            ["oidcc-server-client-secret-post"] = TokenModules.ClientSecretPost,
            ["oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported"] =
                RequestModules.RequestUri,
            ["oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported"] =
                RequestModules.RequestObject,
            ["oidcc-claims-essential"] = UserInfoModules.ClaimsEssential,
            ["oidcc-ensure-request-object-with-redirect-uri"] =
                RequestModules.RequestObjectWithRedirectUri,
            ["oidcc-refresh-token"] = RefreshModule.RefreshToken,
            ["oidcc-ensure-request-with-valid-pkce-succeeds"] = TokenModules.ValidPkce,
        };

    /// <summary>The Config OP plan.</summary>
    public static IReadOnlyDictionary<string, Module> Config { get; } =
        new Dictionary<string, Module>
        {
            ["oidcc-discovery-endpoint-verification"] = ConfigOp.DiscoveryEndpointVerification,
        };

    /// <summary>The RP-Initiated Logout OP plan.</summary>
    public static IReadOnlyDictionary<string, Module> RpInitiatedLogout { get; } =
        new Dictionary<string, Module>
        {
            ["oidcc-rp-initiated-logout-discovery-endpoint-verification"] =
                RpInitiatedLogoutOp.DiscoveryEndpointVerification,
            ["oidcc-rp-initiated-logout"] = RpInitiatedLogoutOp.Logout,
            ["oidcc-rp-initiated-logout-no-state"] = RpInitiatedLogoutOp.NoState,
            ["oidcc-rp-initiated-logout-bad-post-logout-redirect-uri"] =
                RpInitiatedLogoutOp.BadPostLogoutRedirectUri,
            ["oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri"] =
                RpInitiatedLogoutOp.QueryAddedToPostLogoutRedirectUri,
            ["oidcc-rp-initiated-logout-modified-id-token-hint"] =
                RpInitiatedLogoutOp.ModifiedIdTokenHint,
            ["oidcc-rp-initiated-logout-bad-id-token-hint"] = RpInitiatedLogoutOp.BadIdTokenHint,
            ["oidcc-rp-initiated-logout-no-id-token-hint"] = RpInitiatedLogoutOp.NoIdTokenHint,
            ["oidcc-rp-initiated-logout-no-params"] = RpInitiatedLogoutOp.NoParams,
            ["oidcc-rp-initiated-logout-no-post-logout-redirect-uri"] =
                RpInitiatedLogoutOp.NoPostLogoutRedirectUri,
            ["oidcc-rp-initiated-logout-only-state"] = RpInitiatedLogoutOp.OnlyState,
        };

    /// <summary>The Back-Channel Logout OP plan.</summary>
    public static IReadOnlyDictionary<string, Module> BackChannelLogout { get; } =
        new Dictionary<string, Module>
        {
            ["oidcc-backchannel-logout-discovery-endpoint-verification"] =
                BackChannelLogoutOp.DiscoveryEndpointVerification,
            ["oidcc-backchannel-rp-initiated-logout"] = BackChannelLogoutOp.RpInitiatedLogout,
        };

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, Module> All { get; } =
        Basic.Concat(Config).Concat(RpInitiatedLogout).Concat(BackChannelLogout).ToDictionary();
}
