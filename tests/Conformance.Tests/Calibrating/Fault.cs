using SecureAccess.Conformance.Modules;
using SecureAccess.Conformance.Running;

namespace SecureAccess.Conformance.Calibrating;

/// <summary>A fault of <c>calibration/faults.mjs</c>, and what the modules have to make of it: these fail, those warn, all others pass.</summary>
public sealed record Fault(string Name, IReadOnlyCollection<string> Fail)
{
    private const string Logout = "oidcc-rp-initiated-logout";
    private const string Reuse = "oidcc-codereuse";

    // These see no ID token: they end before one is issued, or do not sign in.
    private static readonly string[] WithoutTokens =
    [
        "oidcc-response-type-missing",
        "oidcc-idtoken-unsigned",
        "oidcc-prompt-none-not-logged-in",
        "oidcc-ensure-registered-redirect-uri",
        "oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported",
        "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported",
        "oidcc-ensure-request-object-with-redirect-uri",
        "oidcc-discovery-endpoint-verification",
        $"{Logout}-discovery-endpoint-verification",
        "oidcc-backchannel-logout-discovery-endpoint-verification",
    ];

    private static readonly string[] Tokens = [.. Catalogue.All.Keys.Except(WithoutTokens)];

    private static readonly string[] ByGet =
    [
        "oidcc-userinfo-get",
        "oidcc-scope-profile",
        "oidcc-scope-email",
        "oidcc-scope-address",
        "oidcc-scope-phone",
        "oidcc-scope-all",
        "oidcc-alternate-happy-flow",
        "oidcc-claims-essential",
        "oidcc-refresh-token",
    ];

    private static readonly string[] SignedOut =
    [
        Logout,
        $"{Logout}-no-state",
        $"{Logout}-no-params",
        $"{Logout}-no-post-logout-redirect-uri",
        $"{Logout}-only-state",
        "oidcc-backchannel-rp-initiated-logout",
    ];

    private static readonly string[] Email =
    [
        "oidcc-scope-email",
        "oidcc-scope-all",
        "oidcc-alternate-happy-flow",
    ];

    /// <summary>The modules that warn.</summary>
    public IReadOnlyCollection<string> Warn { get; init; } = [];

    /// <summary>How answers are asked for.</summary>
    public ResponseMode Mode { get; init; } = ResponseMode.Query;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("none", []),
        new(
            "nonce-wrong",
            [.. Tokens.Where(name => !name.Contains("without-nonce", StringComparison.Ordinal))]
        ),
        new("nonce-invented", ["oidcc-ensure-request-without-nonce-succeeds-for-code-flow"]),
        new("at-hash-wrong", ["oidcc-server"]),
        new("at-hash-only-advertised", ["oidcc-server"]),
        new("aud-wrong", Tokens),
        new("iss-wrong", Tokens),
        new("sub-missing", Tokens),
        new("exp-passed", Tokens),
        new("kid-unknown", Tokens),
        new("signed-by-another", Tokens),
        new("unsigned", Tokens),
        new("signed-with-es256", ["oidcc-idtoken-signature"]),
        new("auth-time-missing", ["oidcc-max-age-1", "oidcc-max-age-10000"]),
        new("auth-time-frozen", ["oidcc-max-age-1", "oidcc-prompt-login"]),
        new("code-short", ["oidcc-server"]),
        new("code-reusable", [Reuse, $"{Reuse}-30seconds"]),
        new("code-reuse-ends-nothing", [$"{Reuse}-30seconds"]),
        new("refresh-of-any-client", ["oidcc-refresh-token"]),
        new("refresh-of-somebody-else", ["oidcc-refresh-token"]),
        new("secret-in-body-refused", ["oidcc-server-client-secret-post"]),
        new(
            "any-redirect-uri",
            [
                "oidcc-ensure-registered-redirect-uri",
                "oidcc-ensure-request-object-with-redirect-uri",
            ]
        ),
        new("state-dropped", Tokens),
        new(
            "state-dropped-from-errors",
            ["oidcc-response-type-missing", "oidcc-prompt-none-not-logged-in", .. SignedOut]
        ),
        new("iss-of-answer-wrong", Tokens),
        new(
            "form-post-ignored",
            [
                // Requests by POST are not changed.
                .. Catalogue
                    .Basic.Keys.Intersect(Tokens)
                    .Except(["oidcc-ensure-post-request-succeeds"]),
                "oidcc-response-type-missing",
                "oidcc-prompt-none-not-logged-in",
            ]
        )
        {
            Mode = ResponseMode.FormPost,
        },
        new("prompt-none-ignored", ["oidcc-prompt-none-not-logged-in", .. SignedOut]),
        new("prompt-none-always-refused", ["oidcc-prompt-none-logged-in", "oidcc-id-token-hint"]),
        new("prompt-login-ignored", ["oidcc-prompt-login"]),
        new("max-age-ignored", ["oidcc-max-age-1"]),
        new("max-age-always-asks", ["oidcc-max-age-10000"]),
        new("response-type-assumed", ["oidcc-response-type-missing"]),
        new(
            "request-object-ignored",
            [
                "oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported",
                "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported",
            ]
        ),
        new("claims-ignored", []) { Warn = ["oidcc-claims-essential"] },
        new("post-refused", ["oidcc-ensure-post-request-succeeds"]),
        new("nonce-wanted", ["oidcc-ensure-request-without-nonce-succeeds-for-code-flow"]),
        new("refuses-pkce", ["oidcc-ensure-request-with-valid-pkce-succeeds"]),
        new("refuses-display-page", ["oidcc-display-page"]),
        new("refuses-display-popup", ["oidcc-display-popup"]),
        new("refuses-ui-locales", ["oidcc-ui-locales"]),
        new("refuses-claims-locales", ["oidcc-claims-locales"]),
        new("refuses-acr-values", ["oidcc-ensure-request-with-acr-values-succeeds"]),
        new("refuses-login-hint", ["oidcc-login-hint"]),
        new("refuses-id-token-hint", ["oidcc-id-token-hint"]),
        new("refuses-claims", ["oidcc-claims-essential"]),
        new("refuses-unknown-parameters", ["oidcc-ensure-request-with-unknown-parameter-succeeds"]),
        new(
            "userinfo-of-somebody-else",
            [.. ByGet, "oidcc-userinfo-post-header", "oidcc-userinfo-post-body"]
        ),
        new("userinfo-not-by-get", ByGet),
        new("userinfo-not-by-post", ["oidcc-userinfo-post-header"])
        {
            Warn = ["oidcc-userinfo-post-body"],
        },
        new("email-missing", Email),
        new("email-verified-as-text", Email),
        new("profile-missing", ["oidcc-scope-profile", "oidcc-scope-all"])
        {
            Warn = ["oidcc-claims-essential"],
        },
        new("phone-missing", ["oidcc-scope-phone", "oidcc-scope-all"]),
        new("address-missing", ["oidcc-scope-address", "oidcc-scope-all"]),
        new("issuer-of-discovery-other", ["oidcc-discovery-endpoint-verification"]),
        new("private-key-published", ["oidcc-discovery-endpoint-verification"]),
        new(
            "back-channel-without-session",
            ["oidcc-backchannel-logout-discovery-endpoint-verification"]
        ),
        new(
            "end-session-unnamed",
            [.. Catalogue.RpInitiatedLogout.Keys, .. Catalogue.BackChannelLogout.Keys]
        ),
        new("logout-keeps-the-session", SignedOut),
        new(
            "logout-to-any-address",
            [
                $"{Logout}-bad-post-logout-redirect-uri",
                $"{Logout}-query-added-to-post-logout-redirect-uri",
            ]
        ),
        new("logout-hint-unsigned", [$"{Logout}-modified-id-token-hint"]),
        new("logout-hint-of-any-key", [$"{Logout}-bad-id-token-hint"]),
        new("logout-back-without-hint", [$"{Logout}-no-id-token-hint"]),
        new("logout-back-unasked", [$"{Logout}-no-post-logout-redirect-uri"]),
        new("logout-only-with-hint", [$"{Logout}-no-params", $"{Logout}-only-state"]),
        new("logout-state-dropped", [Logout, "oidcc-backchannel-rp-initiated-logout"]),
        new("logout-state-invented", [$"{Logout}-no-state"]),
        new("logout-token-not-sent", ["oidcc-backchannel-rp-initiated-logout"]),
        new("logout-token-with-nonce", ["oidcc-backchannel-rp-initiated-logout"]),
        new("logout-token-of-another-session", ["oidcc-backchannel-rp-initiated-logout"]),
        new("logout-token-without-events", ["oidcc-backchannel-rp-initiated-logout"]),
        new("logout-token-of-any-key", ["oidcc-backchannel-rp-initiated-logout"]),
    ];
}
