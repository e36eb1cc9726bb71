using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Protocol.Exchange;
using SecureAccess.Protocol.Tokens;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Handlers;

/// <summary>The account behind the access token of this request.</summary>
internal static class TokenAccount
{
    private const string Key = "secureaccess:account";

    public static LiveAccount? Of(OpenIddictServerTransaction transaction) =>
        transaction.GetProperty<LiveAccount>(Key);

    public static void Set(OpenIddictServerTransaction transaction, LiveAccount account) =>
        transaction.SetProperty(Key, account);
}

/// <summary>Asks at each use of an access token whether what it stands on lives: client, account, grant, session, and the token itself (D17).</summary>
internal sealed class CheckAccessTokenLives(LiveTokens live, ExchangedTokens exchanged)
    : IOpenIddictServerHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.Principal?.HasTokenType(TokenTypeIdentifiers.AccessToken) is not true)
        {
            return;
        }

        // What was asked for an API alone says nothing to this server about the person (RFC 8707).
        if (
            context.EndpointType == OpenIddictServerEndpointType.UserInfo
            && !context.Principal.HasAudience(
                TokenPrincipals.IssuerOf(context.Transaction).AbsoluteUri
            )
        )
        {
            context.Reject(
                Errors.InvalidToken,
                "The access token is not for this server.",
                ErrorCauses.TokenForElsewhere
            );
            return;
        }

        var tokenId = context.Principal.GetClaim(Claims.JwtId);
        if (tokenId is not null && context.Principal.GetAuthorizationId() is { } grant)
        {
            if (
                Guid.TryParse(grant, out var grantId)
                && await live.AccountOf(grantId, tokenId) is { } account
                && await exchanged.HoldersMay(
                    context.Principal,
                    account.Id,
                    context.CancellationToken
                )
            )
            {
                TokenAccount.Set(context.Transaction, account);
                return;
            }
        }
        else if (
            // A client's own token stands on no grant, and names nobody.
            tokenId is not null
            && context.EndpointType != OpenIddictServerEndpointType.UserInfo
            && context.Principal.GetClaim(Claims.ClientId) is { } clientId
            && context.Principal.GetCreationDate() is { } issuedAt
            && await live.OwnLives(clientId, tokenId, issuedAt)
        )
        {
            return;
        }

        context.Reject(
            Errors.InvalidToken,
            "The access token is no longer valid.",
            ErrorCauses.TokenEnded
        );
    }
}

/// <summary>Lets introspection and revocation see opaque refresh tokens.</summary>
internal sealed class ReadOpaqueRefreshToken(RefreshTokens tokens, ClientManager clients)
    : IOpenIddictServerHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (
            context.EndpointType
                is not (
                    OpenIddictServerEndpointType.Introspection
                    or OpenIddictServerEndpointType.Revocation
                )
            || context.Token is not { Length: Handle.Length } presented
        )
        {
            return;
        }

        if (await tokens.Read(presented) is { } token)
        {
            PresentedFacts.Set(context.Transaction, token);
            context.Principal = TokenPrincipals.Of(
                token,
                await ClientAsRegistered.Read(clients, token.ClientId, context.CancellationToken),
                TokenPrincipals.IssuerOf(context.Transaction)
            );
        }
    }
}

/// <summary>Revocation (RFC 7009): a refresh token takes its grant with it, an access token only itself.</summary>
internal sealed class RevokePresentedToken(SecureAccessDbContext database, Grants grants)
    : IOpenIddictServerHandler<HandleRevocationRequestContext>
{
    public async ValueTask HandleAsync(HandleRevocationRequestContext context)
    {
        var principal = context.GenericTokenPrincipal;
        if (principal.HasTokenType(TokenTypeIdentifiers.RefreshToken))
        {
            await grants.Revoke(
                Guid.Parse(principal.GetAuthorizationId()!),
                "revoked-by-client",
                context.CancellationToken
            );
        }
        else
        {
            // Twice is as good as once.
            await database.TryInsert(
                new RevokedAccessToken
                {
                    TokenId = principal.GetClaim(Claims.JwtId)!,
                    ExpiresAt = principal.GetExpirationDate()!.Value,
                },
                context.CancellationToken
            );
        }
    }
}
