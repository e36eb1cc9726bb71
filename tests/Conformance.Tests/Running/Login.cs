using System.Text.Json.Nodes;

namespace SecureAccess.Conformance.Running;

/// <summary>A code flow that ended with tokens.</summary>
public sealed record Login(
    AuthorizationRequest Request,
    Walk Walk,
    string Code,
    JsonObject Tokens,
    IdToken IdToken
)
{
    /// <summary>The access token.</summary>
    public string AccessToken => (string)Tokens["access_token"]!;
}
