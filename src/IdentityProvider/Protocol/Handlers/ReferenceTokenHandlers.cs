using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Tokens;
using static OpenIddict.Server.OpenIddictServerEvents;
using H = OpenIddict.Server.OpenIddictServerHandlers;

namespace SecureAccess.Protocol.Handlers;

/// <summary>Access tokens that are handles, for clients whose registration says so (<c>access_token_format</c>).</summary>
internal static class ReferenceTokenHandlers
{
    public static void Add(OpenIddictServerBuilder server)
    {
        server.AddEventHandler<ProcessSignInContext>(handler =>
            handler
                .UseScopedHandler<GiveHandle>()
                // The last that makes an access token; the ID token's at_hash, which is of the handle, comes later.
                .SetOrder(H.GenerateIssuedToken.Descriptor.Order + 500)
        );
        server.AddEventHandler<ValidateTokenContext>(handler =>
            handler
                .UseScopedHandler<TakeHandle>()
                .SetOrder(H.Protection.ValidateReferenceTokenIdentifier.Descriptor.Order - 400)
        );
    }
}

/// <summary>Puts a handle in the place of the access token that was made.</summary>
internal sealed class GiveHandle(ReferenceAccessTokens tokens, ClientManager clients)
    : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        var issued =
            context.IssuedTokenType == OpenIddictConstants.TokenTypeIdentifiers.AccessToken
                ? context.IssuedToken
                : null;
        if (
            (context.AccessToken is null && issued is null)
            || context.ClientId is not { Length: > 0 } id
            || await clients.FindByClientIdAsync(id, context.CancellationToken)
                is not { ReferenceAccessTokens: true }
        )
        {
            return;
        }

        if (context.AccessToken is { } access)
        {
            context.AccessToken = await tokens.Store(
                access,
                context.AccessTokenPrincipal!.GetExpirationDate()!.Value,
                context.CancellationToken
            );
        }

        if (issued is not null)
        {
            context.IssuedToken = await tokens.Store(
                issued,
                context.IssuedTokenPrincipal!.GetExpirationDate()!.Value,
                context.CancellationToken
            );
        }
    }
}

/// <summary>Puts the JWT in the place of its handle, wherever an access token may be presented.</summary>
internal sealed class TakeHandle(ReferenceAccessTokens tokens)
    : IOpenIddictServerHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (
            context.Principal is null
            && (
                context.ValidTokenTypes.Count == 0
                || context.ValidTokenTypes.Contains(
                    OpenIddictConstants.TokenTypeIdentifiers.AccessToken
                )
            )
            && await tokens.Find(context.Token, context.CancellationToken) is { } jwt
        )
        {
            context.Token = jwt;
        }
    }
}
