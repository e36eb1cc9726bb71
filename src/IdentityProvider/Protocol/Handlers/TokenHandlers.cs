using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Tokens;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Handlers;

/// <summary>The row that this token request stands on.</summary>
internal static class PresentedFacts
{
    private const string Key = "secureaccess:presented";

    public static TokenFacts? Of(OpenIddictServerTransaction transaction) =>
        transaction.GetProperty<TokenFacts>(Key);

    public static void Set(OpenIddictServerTransaction transaction, TokenFacts facts) =>
        transaction.SetProperty(Key, facts);
}

/// <summary>
/// Refuses a grant that the client is not registered with, as soon as the client has authenticated: nothing that it presents is looked at.
/// </summary>
internal sealed class RefuseUnregisteredGrant(ClientManager clients)
    : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (
            context.EndpointType == OpenIddictServerEndpointType.Token
            && await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
                is { } client
            && !await clients.HasPermissionAsync(
                client,
                OpenIddictConstants.Permissions.Prefixes.GrantType + context.Request.GrantType,
                context.CancellationToken
            )
        )
        {
            context.Reject(
                OpenIddictConstants.Errors.UnauthorizedClient,
                "The client is not registered with this grant.",
                ErrorCauses.GrantNotRegistered
            );
        }
    }
}

/// <summary>A refresh may narrow the scopes, not widen them (RFC 6749 6): <c>invalid_scope</c>.</summary>
internal sealed class RefuseWiderScopes : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (
            context.RefreshTokenPrincipal is { } presented
            && context.Request.GetScopes().Except(presented.GetScopes()).Any()
        )
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidScope,
                "A scope goes beyond those that were granted.",
                ErrorCauses.ScopeWider
            );
        }

        return default;
    }
}

/// <summary>Redeems the opaque code, after the client was authenticated and before its redirect address and verifier are compared.</summary>
internal sealed class RedeemOpaqueCode(AuthorizationCodes codes, ClientManager clients)
    : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        var code = await codes.Redeem(
            context.AuthorizationCode!,
            context.ClientId!,
            context.CancellationToken
        );
        if (code is null)
        {
            // It becomes invalid_grant.
            context.Reject(
                OpenIddictConstants.Errors.InvalidToken,
                "The authorization code is not valid.",
                ErrorCauses.CodeNotValid
            );
            return;
        }

        PresentedFacts.Set(context.Transaction, code);
        context.AuthorizationCodePrincipal = TokenPrincipals.Of(
            code,
            await ClientAsRegistered.Read(clients, code.ClientId, context.CancellationToken),
            TokenPrincipals.IssuerOf(context.Transaction)
        );
    }
}

/// <summary>Looks the opaque refresh token up; it is spent only when the whole request has proved right.</summary>
internal sealed class LookUpOpaqueRefreshToken(RefreshTokens tokens, ClientManager clients)
    : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        var found = await tokens.LookUp(
            context.RefreshToken!,
            context.ClientId!,
            context.CancellationToken
        );
        if (found is not RefreshLookUp.Usable { Token: var token })
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidToken,
                "The refresh token is not valid.",
                ErrorCauses.RefreshTokenNotValid
            );
            return;
        }

        PresentedFacts.Set(context.Transaction, token);
        context.RefreshTokenPrincipal = TokenPrincipals.Of(
            token,
            await ClientAsRegistered.Read(clients, token.ClientId, context.CancellationToken),
            TokenPrincipals.IssuerOf(context.Transaction)
        );
    }
}

/// <summary>
/// A client with the refresh grant gets a refresh token with every code, bound to the session unless it asked for
/// <c>offline_access</c> (D17); a client without it gets none.
/// </summary>
internal sealed class DecideRefreshToken(ClientManager clients)
    : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (PresentedFacts.Of(context.Transaction) is null)
        {
            return;
        }

        var client = (
            await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
        )!;
        context.GenerateRefreshToken = context.IncludeRefreshToken =
            await clients.HasPermissionAsync(
                client,
                OpenIddictConstants.Permissions.GrantTypes.RefreshToken,
                context.CancellationToken
            );
    }
}

/// <summary>Makes the opaque refresh token in place of OpenIddict's: the first of an authorization, or the presented one's successor.</summary>
internal sealed class GenerateOpaqueRefreshToken(RefreshTokens tokens, TimeProvider clock)
    : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        var facts = PresentedFacts.Of(context.Transaction)!;
        var handle = Handle.New();
        var row = new RefreshToken
        {
            Hash = handle.Hash,
            ClientId = facts.ClientId,
            GrantId = facts.GrantId,
            AccountId = facts.AccountId,
            SessionId = facts.SessionId,
            Sid = facts.Sid,
            Offline = facts.Offline,
            SubjectIdentifier = facts.SubjectIdentifier,
            Scopes = facts.Scopes,
            // All of them, whatever this one request asked for: RFC 8707 2.2.
            Resources = facts.Resources,
            Claims = facts.Claims,
            Acr = facts.Acr,
            Amr = facts.Amr,
            AuthTime = facts.AuthTime,
            ExpiresAt = clock.GetUtcNow() + RefreshTokens.Lifetime,
        };
        await (
            facts is RefreshToken presented
                ? tokens.Replace(presented, row, context.CancellationToken)
                : tokens.Add(row, context.CancellationToken)
        );
        context.RefreshToken = handle.Value;
    }
}

/// <summary>A client that acts for itself: an access token in its own name, without any person's scopes.</summary>
internal sealed class HandleClientCredentials : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (!context.Request.IsClientCredentialsGrantType())
        {
            return default;
        }

        if (context.Request.GetScopes().Length > 0)
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidScope,
                "These scopes are about a person; a client acting for itself has none.",
                ErrorCauses.ScopeOfAPerson
            );
            return default;
        }

        context.Principal = TokenPrincipals.OfClient(
            context.Request.ClientId!,
            [],
            TokenPrincipals.IssuerOf(context.Transaction)
        );
        return default;
    }
}
