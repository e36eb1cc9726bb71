namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// What every code and token of one authorization says: carried from the authorize request to the code's row, from there to the
/// tokens, and from one refresh token to the next.
/// </summary>
public abstract class TokenFacts
{
    /// <summary>SHA-256 of the handle.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The only client that may present it.</summary>
    public required string ClientId { get; init; }

    /// <summary>Its parent: what is revoked when it is misused.</summary>
    public required Guid GrantId { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The session that it was issued in; it ends with it unless <see cref="Offline"/> (D17).</summary>
    public required Guid SessionId { get; init; }

    /// <summary>That session's <c>sid</c>.</summary>
    public required string Sid { get; init; }

    /// <summary>Whether it was issued under <c>offline_access</c>.</summary>
    public required bool Offline { get; init; }

    /// <summary>The name by which this client knows the person.</summary>
    public required string SubjectIdentifier { get; init; }

    /// <summary>The scopes granted, separated by spaces.</summary>
    public required string Scopes { get; init; }

    /// <summary>The resources granted (RFC 8707), separated by spaces; null where none was asked for.</summary>
    public string? Resources { get; init; }

    /// <summary>The single names of <see cref="Resources"/>.</summary>
    public IReadOnlyList<string> ResourceList => Resources?.Split(' ') ?? [];

    /// <summary>The claims told at userinfo beyond those of the scopes, separated by spaces; null: none.</summary>
    public string? Claims { get; init; }

    /// <summary>The assurance reached (D18).</summary>
    public required string Acr { get; init; }

    /// <summary>The methods used (RFC 8176), separated by spaces.</summary>
    public required string Amr { get; init; }

    /// <summary>When the last second factor was accepted.</summary>
    public required DateTimeOffset AuthTime { get; init; }

    /// <summary>From then on it is refused.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The roles that the account has as the row is read, separated by blanks (D14); not stored with it.</summary>
    public string? Roles { get; set; }
}

/// <summary>What is redeemed once: an authorization code, or what a person gave to a device.</summary>
public abstract class RedeemableFacts : TokenFacts
{
    /// <summary>When it was redeemed.</summary>
    public DateTimeOffset? RedeemedAt { get; set; }
}

/// <summary>An authorization code: lives 60 s.</summary>
public sealed class AuthorizationCode : RedeemableFacts
{
    /// <summary>The redirect address of the request, which the token request must repeat.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>The PKCE challenge (S256), if the request had one.</summary>
    public string? CodeChallenge { get; init; }

    /// <summary>The request's nonce, for the ID token.</summary>
    public string? Nonce { get; init; }
}

/// <summary>A refresh token: each is a row of its own, and is replaced when it is used.</summary>
public sealed class RefreshToken : TokenFacts
{
    /// <summary>When it was first used.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>The id (<c>jti</c>) of an access token that was revoked before it expired.</summary>
public sealed class RevokedAccessToken
{
    /// <summary>The token's <c>jti</c>.</summary>
    public required string TokenId { get; init; }

    /// <summary>When it would have expired: the row is of no use after that.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
