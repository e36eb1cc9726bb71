using OpenIddict.EntityFrameworkCore.Models;

namespace SecureAccess.Clients;

/// <summary>
/// A registered relying party (R24): OpenIddict's application with what Secure Access adds to it. The rules that fill it are
/// <see cref="ClientRegistrationRules"/>.
/// </summary>
public sealed class Client : OpenIddictEntityFrameworkCoreApplication<Guid, Grant, IssuedToken>
{
    /// <summary>What is demanded of it: <c>basic</c>, or <c>standard</c>, which demands PKCE.</summary>
    public required string Profile { get; set; }

    /// <summary>The least assurance (an acr value) that it accepts, if it has a minimum of its own.</summary>
    public string? MinimumAcr { get; set; }

    /// <summary>True for the agency's own tools: no consent is asked unless the request demands it.</summary>
    public bool FirstParty { get; set; }

    /// <summary><c>pairwise</c> or <c>public</c> (OpenID Connect Core 8).</summary>
    public required string SubjectType { get; set; }

    /// <summary>Clients of one sector see the same pairwise subject identifier of a person.</summary>
    public string? Sector { get; set; }

    /// <summary>The algorithm that signs its ID tokens: <c>RS256</c> or <c>ES256</c>.</summary>
    public required string IdTokenSignedResponseAlg { get; set; }

    /// <summary>
    /// The value of <see cref="TokenEndpointAuthMethod"/> for a registration that names no method: a secret, sent in either of the two ways
    /// (docs/adr/0009).
    /// </summary>
    public const string AnySecret = "client_secret";

    /// <summary>How the client authenticates at the token endpoint, as registered, or <see cref="AnySecret"/>.</summary>
    public required string TokenEndpointAuthMethod { get; set; }

    /// <summary>The only algorithm of its assertions (<c>private_key_jwt</c>), if it names one.</summary>
    public string? TokenEndpointAuthSigningAlg { get; set; }

    /// <summary>What of its certificate names it (<c>tls_client_auth</c>, RFC 8705 2.1.2): one of <see cref="CertificateNameRules.Fields"/>.</summary>
    public string? TlsClientAuthField { get; set; }

    /// <summary>The subject, DNS name, address, IP address or email address that must stand there.</summary>
    public string? TlsClientAuthName { get; set; }

    /// <summary>True where its access tokens are handles that only this server can read; false: JWTs.</summary>
    public bool ReferenceAccessTokens { get; set; }

    /// <summary>The <c>max_age</c>, in seconds, of requests that name none.</summary>
    public int? DefaultMaxAge { get; set; }

    /// <summary>The <c>acr_values</c> of requests that name none, separated by spaces.</summary>
    public string? DefaultAcrValues { get; set; }

    /// <summary>The tool's own home page: where a person finds the way back when a sign-in request is gone.</summary>
    public string? ClientUri { get; set; }

    /// <summary>The tool's logo, for pages that name it.</summary>
    public string? LogoUri { get; set; }

    /// <summary>Where the tool wants to be told that a session has ended.</summary>
    public string? BackchannelLogoutUri { get; set; }

    /// <summary>
    /// Where it is an API: the name that access tokens for it bear as their audience (RFC 8707), an absolute URI. Clients ask for it with
    /// <c>resource</c>.
    /// </summary>
    public string? ResourceIdentifier { get; set; }

    /// <summary>Set while an administrator has switched the client off: it is then unknown to every endpoint.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>
    /// When it was switched on again (UTC): what was granted or issued before is not accepted, whatever became of it meanwhile. Null for a
    /// client that was never off.
    /// </summary>
    public DateTime? TokensValidFrom { get; set; }
}
