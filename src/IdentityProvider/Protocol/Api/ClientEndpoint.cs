using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using SecureAccess.Clients;

namespace SecureAccess.Protocol.Api;

/// <summary>
/// <c>GET /api/client</c>: with an access token that a client got for itself (client credentials) its developer reads the registration as
/// this server understood it. 401 without such a token, 403 with a person's.
/// </summary>
public sealed class ClientEndpoint(ClientManager clients, ClientDescriptions descriptions)
{
    /// <summary>Answers a call.</summary>
    public async Task<IResult> Handle(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var read = await http.AuthenticateAsync(ApiSetup.Scheme);
        if (!read.Succeeded)
        {
            return Results.Challenge(authenticationSchemes: [ApiSetup.Scheme]);
        }

        // A person's token stands on a grant; what a client may read of itself is not the person's to give.
        return
            read.Principal.GetAuthorizationId() is null
            && read.Principal.GetClaim(OpenIddictConstants.Claims.ClientId) is { } id
            && await clients.FindByClientIdAsync(id, http.RequestAborted) is { } client
            ? Results.Json(await descriptions.Of(client, http.RequestAborted))
            : Results.Forbid(authenticationSchemes: [ApiSetup.Scheme]);
    }
}
