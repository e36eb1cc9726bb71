namespace SecureAccess.Clients;

/// <summary>The names and values that a registration may have; what is not here is refused.</summary>
internal static class RegistrationValues
{
    /// <summary>Every name that a registration may have.</summary>
    public static readonly HashSet<string> Known =
    [
        "client_id",
        "client_secret",
        "client_name",
        "client_uri",
        "logo_uri",
        "redirect_uris",
        "post_logout_redirect_uris",
        "grant_types",
        "response_types",
        "token_endpoint_auth_method",
        "token_endpoint_auth_signing_alg",
        "jwks",
        .. CertificateNameRules.Fields,
        "scope",
        "subject_type",
        "sector_identifier_uri",
        "default_max_age",
        "default_acr_values",
        "require_pushed_authorization_requests",
        "access_token_format",
        "backchannel_logout_uri",
        "backchannel_logout_session_required",
        "id_token_signed_response_alg",
        "application_type",
        "contacts",
        "policy_uri",
        "tos_uri",
        "software_id",
        "software_version",
        "require_auth_time",
        "profile",
        "minimum_acr",
        "first_party",
        "sector",
        ResourceRules.IdentifierField,
        ResourceRules.ListField,
        "tin_allowed",
    ];

    /// <summary>RFC 8628: a device without a browser.</summary>
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";

    /// <summary>Values of <c>grant_types</c>.</summary>
    public static readonly string[] GrantTypes =
    [
        "authorization_code",
        "refresh_token",
        "client_credentials",
        "urn:ietf:params:oauth:grant-type:token-exchange",
        DeviceCode,
    ];

    /// <summary>Values of <c>token_endpoint_auth_method</c>.</summary>
    public static readonly string[] AuthMethods =
    [
        "client_secret_basic",
        "client_secret_post",
        "private_key_jwt",
        "tls_client_auth",
        "self_signed_tls_client_auth",
        "none",
    ];

    /// <summary>Values of <c>id_token_signed_response_alg</c>.</summary>
    public static readonly string[] Algorithms = ["RS256", "ES256"];

    /// <summary>Scopes that every client may ask for.</summary>
    public static readonly string[] BuiltInScopes =
    [
        "openid",
        "profile",
        "email",
        "phone",
        "address",
    ];
}
