using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Signing;

namespace SecureAccess.Protocol.Logout;

/// <summary>Makes logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.4): signed like the client's ID tokens, and never with a nonce.</summary>
public sealed class LogoutTokens(
    SigningKeySource keys,
    IOptionsMonitor<OpenIddictServerOptions> server,
    TimeProvider clock
)
{
    /// <summary>The event that a logout token tells of.</summary>
    public const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>How long one is good: the specification recommends two minutes at most.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    // The specification's own type, so that no token of another kind passes for one.
    private const string Type = "logout+jwt";

    /// <summary>A token that tells a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="told">What it is told.</param>
    /// <param name="id">Its <c>jti</c>: the same at every try.</param>
    public string Make(Client client, ClientToTell told, Guid id)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(told);
        var now = clock.GetUtcNow();
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                TokenType = Type,
                Issuer = server.CurrentValue.Issuer!.AbsoluteUri,
                Audience = client.ClientId,
                IssuedAt = now.UtcDateTime,
                Expires = (now + Lifetime).UtcDateTime,
                SigningCredentials = keys.Current(client.IdTokenSignedResponseAlg),
                Claims = new Dictionary<string, object>
                {
                    ["jti"] = id.ToString("N"),
                    ["sub"] = told.Subject,
                    ["sid"] = told.Sid,
                    ["events"] = new Dictionary<string, object>
                    {
                        [Event] = new Dictionary<string, object>(),
                    },
                },
            }
        );
    }
}
