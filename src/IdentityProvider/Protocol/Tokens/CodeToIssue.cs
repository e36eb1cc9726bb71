using OpenIddict.Abstractions;
using SecureAccess.Clients;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol.Tokens;

/// <summary>What the authorize endpoint decided to give: a feature of the HTTP request, read when OpenIddict asks for the code.</summary>
public sealed record CodeToIssue(Client Client, OpenIddictRequest Request, SignedIn SignedIn)
{
    /// <summary>The claims to tell at userinfo beyond those of the scopes (OpenID Connect Core 5.5).</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];
}
