namespace SecureAccess.Clients;

/// <summary>A client's registration after <see cref="ClientRegistrationRules"/> accepted it: complete, with its defaults filled in.</summary>
public sealed record ClientRegistration
{
    /// <summary>The client's id, 1–100 printable ASCII characters.</summary>
    public required string ClientId { get; init; }

    /// <summary>The secret that the file brought, in Development and tests only; never logged.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The name shown to people.</summary>
    public required string ClientName { get; init; }

    /// <inheritdoc cref="Client.ClientUri" />
    public string? ClientUri { get; init; }

    /// <inheritdoc cref="Client.LogoUri" />
    public string? LogoUri { get; init; }

    /// <summary><c>web</c> or <c>native</c>.</summary>
    public required string ApplicationType { get; init; }

    /// <summary>Where answers may go: compared as they stand, character by character.</summary>
    public required IReadOnlyList<string> RedirectUris { get; init; }

    /// <summary>Where a person may go after signing out.</summary>
    public required IReadOnlyList<string> PostLogoutRedirectUris { get; init; }

    /// <summary>The grants it may use.</summary>
    public required IReadOnlyList<string> GrantTypes { get; init; }

    /// <inheritdoc cref="Client.TokenEndpointAuthMethod" />
    public required string TokenEndpointAuthMethod { get; init; }

    /// <inheritdoc cref="Client.TokenEndpointAuthSigningAlg" />
    public string? TokenEndpointAuthSigningAlg { get; init; }

    /// <inheritdoc cref="Client.TlsClientAuthField" />
    public string? TlsClientAuthField { get; init; }

    /// <inheritdoc cref="Client.TlsClientAuthName" />
    public string? TlsClientAuthName { get; init; }

    /// <summary>Whether it must push its authorize requests (RFC 9126 6).</summary>
    public bool RequirePushedAuthorizationRequests { get; init; }

    /// <inheritdoc cref="Client.ReferenceAccessTokens" />
    public bool ReferenceAccessTokens { get; init; }

    /// <inheritdoc cref="Client.ResourceIdentifier" />
    public string? ResourceIdentifier { get; init; }

    /// <summary>The names of the APIs that it may ask tokens for.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The client's public keys, as JSON.</summary>
    public string? Jwks { get; init; }

    /// <summary>The scopes it may ask for.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <inheritdoc cref="Client.SubjectType" />
    public required string SubjectType { get; init; }

    /// <inheritdoc cref="Client.Sector" />
    public string? Sector { get; init; }

    /// <inheritdoc cref="Client.DefaultMaxAge" />
    public int? DefaultMaxAge { get; init; }

    /// <inheritdoc cref="Client.DefaultAcrValues" />
    public required IReadOnlyList<string> DefaultAcrValues { get; init; }

    /// <inheritdoc cref="Client.BackchannelLogoutUri" />
    public string? BackchannelLogoutUri { get; init; }

    /// <inheritdoc cref="Client.IdTokenSignedResponseAlg" />
    public required string IdTokenSignedResponseAlg { get; init; }

    /// <inheritdoc cref="Client.Profile" />
    public required string Profile { get; init; }

    /// <inheritdoc cref="Client.MinimumAcr" />
    public string? MinimumAcr { get; init; }

    /// <inheritdoc cref="Client.FirstParty" />
    public required bool FirstParty { get; init; }

    /// <summary>True when the client has no credentials of its own.</summary>
    public bool IsPublic => TokenEndpointAuthMethod == "none";

    /// <summary>True when the client authenticates with a secret.</summary>
    public bool HasSecret => CredentialRules.IsSecret(TokenEndpointAuthMethod);
}

/// <summary>Why a registration is refused: the field, in RFC 7591 names, and what is wrong with it.</summary>
public sealed record RegistrationProblem(string Field, string Message);

/// <summary>What the rules said: a registration, or the first problem.</summary>
public abstract record RegistrationResult
{
    private RegistrationResult() { }

    /// <summary>The registration holds.</summary>
    public sealed record Accepted(ClientRegistration Registration) : RegistrationResult;

    /// <summary>It does not.</summary>
    public sealed record Refused(RegistrationProblem Problem) : RegistrationResult;
}

/// <summary>What the rules need to know from the outside.</summary>
/// <param name="KnownAcrValues">The acr values that this server issues.</param>
/// <param name="SecretsAllowed">Whether a <c>client_secret</c> may come from outside: in Development and tests only.</param>
public sealed record RegistrationContext(IReadOnlySet<string> KnownAcrValues, bool SecretsAllowed)
{
    /// <summary>Whether certificates of an authority can be checked here (RFC 8705 2.1).</summary>
    public bool TlsClientAuth { get; init; }

    /// <summary>Whether self-signed certificates can be shown here (RFC 8705 2.2).</summary>
    public bool SelfSignedTls { get; init; }

    /// <summary>This server's issuer, which no API may have as its name.</summary>
    public string? Issuer { get; init; }

    /// <summary>What was found at each <c>sector_identifier_uri</c>.</summary>
    public IReadOnlyDictionary<string, SectorDocument> SectorDocuments { get; init; } =
        new Dictionary<string, SectorDocument>();
}
