using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Handlers;
using SecureAccess.Protocol.Resources;
using SecureAccess.Protocol.Tokens;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Exchange;

/// <summary>The scopes that the new token gets.</summary>
internal static class ExchangedScopes
{
    private const string Key = "secureaccess:exchanged-scopes";

    public static string[] Of(OpenIddictServerTransaction transaction) =>
        transaction.GetProperty<string[]>(Key)!;

    public static void Set(OpenIddictServerTransaction transaction, string[] scopes) =>
        transaction.SetProperty(Key, scopes);
}

/// <summary>
/// Decides what an exchange may give: scopes of the subject token that the exchanging client is registered for, never more; and where that
/// client is not one of the agency's own, only what the person agreed that it receives.
/// </summary>
internal sealed class DecideExchange(ClientManager clients, Consents consents)
    : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public async ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (!context.Request.IsTokenExchangeGrantType())
        {
            return;
        }

        var client = (
            await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
        )!;
        // The new token is bound to the same grant and ends with the old one: offline_access would say something else.
        var held = context.SubjectTokenPrincipal!.GetScopes().Remove(Scopes.OfflineAccess);
        var asked = context.Request.GetScopes();
        if (asked.Any(scope => !held.Contains(scope)))
        {
            context.Reject(
                Errors.InvalidScope,
                "A scope goes beyond those of the subject token.",
                ErrorCauses.ScopeWider
            );
            return;
        }

        var permissions = await clients.GetPermissionsAsync(client, context.CancellationToken);
        string[] scopes =
        [
            .. held.Where(scope =>
                (asked.Length == 0 || asked.Contains(scope))
                && permissions.Contains(Permissions.Prefixes.Scope + scope)
            ),
        ];
        if (asked.Length > 0 && scopes.Length < asked.Length)
        {
            context.Reject(
                Errors.InvalidScope,
                "The client is not registered for one of these scopes.",
                ErrorCauses.ScopeNotRegistered
            );
            return;
        }

        if (
            !client.FirstParty
            && !await consents.Cover(
                TokenAccount.Of(context.Transaction)!.Id,
                client.Id,
                scopes.Concat(TokenTarget.Of(context.Transaction)!.Audience),
                context.CancellationToken
            )
        )
        {
            context.Reject(
                Errors.InvalidGrant,
                "The person has not agreed that this client receives this.",
                ErrorCauses.ConsentMissing
            );
            return;
        }

        ExchangedScopes.Set(context.Transaction, scopes);
    }
}

/// <summary>Makes the principal of the new token from the subject token: the same grant, session and sign-in, and who acts.</summary>
internal sealed class HandleTokenExchange(TimeProvider clock)
    : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (!context.Request.IsTokenExchangeGrantType())
        {
            return default;
        }

        var subject = context.SubjectTokenPrincipal!;
        if (
            ActorRules.Next(subject.GetClaim(ActorRules.Claim), context.Request.ClientId!)
            is not { } actor
        )
        {
            context.Reject(
                Errors.InvalidRequest,
                "The subject token was exchanged too often.",
                ErrorCauses.SubjectTokenNotValid
            );
            return default;
        }

        var left = subject.GetExpirationDate()!.Value - clock.GetUtcNow();
        var most = context.Options.AccessTokenLifetime!.Value;
        context.Principal = TokenPrincipals
            .OfExchange(
                subject,
                context.Request.ClientId!,
                [.. ExchangedScopes.Of(context.Transaction)],
                actor
            )
            .SetAccessTokenLifetime(left < most ? left : most);
        return default;
    }
}

/// <summary>An exchange gives one access token, made like every other one; OpenIddict would make it apart.</summary>
internal sealed class GiveAccessTokenAlone : IOpenIddictServerHandler<ProcessSignInContext>
{
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (
            context.EndpointType == OpenIddictServerEndpointType.Token
            && context.Request.IsTokenExchangeGrantType()
        )
        {
            context.GenerateIssuedToken = context.IncludeIssuedToken = false;
            context.GenerateRefreshToken = context.IncludeRefreshToken = false;
            context.GenerateIdentityToken = context.IncludeIdentityToken = false;
            context.GenerateAccessToken = context.IncludeAccessToken = true;
        }

        return default;
    }
}

/// <summary>Says what kind of token was issued (RFC 8693 2.2.1).</summary>
internal sealed class NameIssuedTokenType : IOpenIddictServerHandler<ProcessSignInContext>
{
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (
            context.EndpointType == OpenIddictServerEndpointType.Token
            && context.Request.IsTokenExchangeGrantType()
        )
        {
            context.Response.IssuedTokenType = TokenTypeIdentifiers.AccessToken;
        }

        return default;
    }
}
