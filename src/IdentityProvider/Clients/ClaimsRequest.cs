namespace SecureAccess.Clients;

/// <summary>What the <c>claims</c> parameter of a request asks for (OpenID Connect Core 5.5), as far as this server honours it.</summary>
public sealed record ClaimsRequest
{
    /// <summary>Nothing in particular.</summary>
    public static readonly ClaimsRequest Nothing = new();

    /// <summary>
    /// The claims asked for at userinfo, by name, known here or not. Claims about a person asked for in the ID token are not among them:
    /// ID tokens carry none (protocol.md, docs/adr/0016).
    /// </summary>
    public IReadOnlyList<string> AtUserInfo { get; init; } = [];

    /// <summary>The contexts one of which must be reached (<c>acr</c>, essential, with values); null: none must.</summary>
    public IReadOnlyList<string>? EssentialAcr { get; init; }

    /// <summary>The contexts that are preferred (<c>acr</c>, voluntary, with values), separated by spaces; null: none.</summary>
    public string? PreferredAcr { get; init; }

    /// <summary>The names one of which the person must have with the client (<c>sub</c> with a value); null: any person will do.</summary>
    public IReadOnlyList<string>? Subjects { get; init; }
}
