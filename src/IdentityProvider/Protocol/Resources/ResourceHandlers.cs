using System.Collections.Immutable;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Handlers;
using SecureAccess.Protocol.Tokens;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Resources;

/// <summary>Refuses resources that the client may not ask for, where a request begins: at authorize, where one is pushed, and at a device.</summary>
internal sealed class RefuseForeignResources<TContext>(
    ClientManager clients,
    ResourceIndicators indicators
) : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    public async ValueTask HandleAsync(TContext context)
    {
        var request = context.Transaction.Request!;
        if (request.GetResources() is not { Length: > 0 } asked)
        {
            return;
        }

        var client = (
            await clients.FindByClientIdAsync(request.ClientId!, context.CancellationToken)
        )!;
        if (
            await indicators.Decide(
                asked,
                client,
                TokenPrincipals.IssuerOf(context.Transaction).AbsoluteUri,
                context.CancellationToken
            )
            is TargetReading.Refused refused
        )
        {
            context.Reject(Errors.InvalidTarget, refused.Description, refused.Cause);
        }
    }
}

/// <summary>
/// Decides for whom the access token is made (RFC 8707 2.2): a code or refresh token can give some of what was granted with it, or without
/// <c>resource</c> all of it; a client that acts for itself, or exchanges a token, names what it is registered for.
/// </summary>
internal sealed class DecideTokenTarget(ClientManager clients, ResourceIndicators indicators)
    : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public async ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        var issuer = TokenPrincipals.IssuerOf(context.Transaction).AbsoluteUri;
        var asked = context.Request.GrantType switch
        {
            GrantTypes.ClientCredentials => context.Request.GetResources(),
            GrantTypes.TokenExchange => await AskedInExchange(context, issuer),
            _ => Granted(context),
        };
        if (context.IsRejected || asked.Length == 0)
        {
            return;
        }

        var client = (
            await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
        )!;
        switch (await indicators.Decide(asked, client, issuer, context.CancellationToken))
        {
            case TargetReading.Refused refused:
                context.Reject(Errors.InvalidTarget, refused.Description, refused.Cause);
                break;
            case TargetReading.Allowed allowed:
                TokenTarget.Set(context.Transaction, allowed.Target);
                break;
        }
    }

    private static ImmutableArray<string> Granted(ValidateTokenRequestContext context)
    {
        var asked = context.Request.GetResources();
        var granted = PresentedFacts.Of(context.Transaction)?.ResourceList ?? [];
        if (asked.Any(name => !granted.Contains(name)))
        {
            context.Reject(
                Errors.InvalidTarget,
                "The resource was not granted with this authorization.",
                ErrorCauses.ResourceNotRegistered
            );
        }

        return asked.Length > 0 ? asked : [.. granted];
    }

    // RFC 8693 2.1: audience is a logical name; here an API's client id.
    private async Task<ImmutableArray<string>> AskedInExchange(
        ValidateTokenRequestContext context,
        string issuer
    )
    {
        var asked = context.Request.GetResources().ToHashSet(StringComparer.Ordinal);
        foreach (var name in context.Request.GetAudiences())
        {
            var api = await clients.FindByClientIdAsync(name, context.CancellationToken);
            asked.Add(api?.ResourceIdentifier ?? name);
        }

        if (asked.Count == 0)
        {
            context.Reject(
                Errors.InvalidTarget,
                "An exchange names the API that the new token is for.",
                ErrorCauses.ResourceMissing
            );
        }
        else if (asked.Contains(issuer))
        {
            // Or a token for an API would become one for userinfo.
            context.Reject(
                Errors.InvalidTarget,
                "This server itself is no target of an exchange.",
                ErrorCauses.ResourceNotRegistered
            );
        }

        return [.. asked];
    }
}

/// <summary>Makes the access token for its target: its audience, and the name by which that audience knows the person.</summary>
internal sealed class AddressAccessToken(ResourceSubjects subjects)
    : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (TokenTarget.Of(context.Transaction) is not { } target)
        {
            return;
        }

        var token = context.AccessTokenPrincipal!.SetAudiences(target.Audience);
        var account =
            PresentedFacts.Of(context.Transaction)?.AccountId
            ?? TokenAccount.Of(context.Transaction)?.Id;
        if (target.Api is { } api && account is { } id)
        {
            token.SetClaim(Claims.Subject, await subjects.Of(id, api, context.CancellationToken));
        }
    }
}
