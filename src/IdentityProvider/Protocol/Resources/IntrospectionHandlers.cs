using System.Text.Json;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Exchange;
using SecureAccess.Protocol.Handlers;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Resources;

/// <summary>
/// Introspection is for the client that a token was issued to and for the API that it is for (RFC 7662 4): OpenIddict knows the audience
/// by client ids only. To all others it is not active.
/// </summary>
internal sealed class RefuseForeignIntrospection(ClientManager clients)
    : IOpenIddictServerHandler<ValidateIntrospectionRequestContext>
{
    public async ValueTask HandleAsync(ValidateIntrospectionRequestContext context)
    {
        var token = context.GenericTokenPrincipal!;
        if (token.HasPresenter(context.ClientId!))
        {
            return;
        }

        var client = await clients.FindByClientIdAsync(
            context.ClientId!,
            context.CancellationToken
        );
        if (
            !token.HasTokenType(TokenTypeIdentifiers.AccessToken)
            || client?.ResourceIdentifier is not { } identifier
            || !token.HasAudience(identifier)
        )
        {
            context.Reject(
                Errors.InvalidToken,
                "The token is not for this client.",
                ErrorCauses.TokenNotValid
            );
        }
    }
}

/// <summary>Tells the client that asks what it may know: the person by the client's own name, the scopes, and how the sign-in was.</summary>
internal sealed class TellIntrospected(ClientManager clients, ResourceSubjects subjects)
    : IOpenIddictServerHandler<HandleIntrospectionRequestContext>
{
    public async ValueTask HandleAsync(HandleIntrospectionRequestContext context)
    {
        var token = context.GenericTokenPrincipal!;
        if (!token.HasTokenType(TokenTypeIdentifiers.AccessToken))
        {
            return;
        }

        var client = (
            await clients.FindByClientIdAsync(context.Request.ClientId!, context.CancellationToken)
        )!;
        var named =
            client.ResourceIdentifier is { } identifier && token.HasAudience(identifier)
            || token.HasAudience(client.ClientId!);
        // A token that is for others names the person as they do.
        if (!named && TokenAccount.Of(context.Transaction) is { } account)
        {
            context.Subject = await subjects.Of(account.Id, client, context.CancellationToken);
        }

        context.Scopes.UnionWith(token.GetScopes());
        Tell(Claims.AuthenticationContextReference, value => value);
        Tell(
            Claims.AuthenticationTime,
            value => long.Parse(value, System.Globalization.CultureInfo.InvariantCulture)
        );
        Tell("sid", value => value);
        Tell(ActorRules.Claim, value => JsonElement.Parse(value));

        void Tell(string name, Func<string, OpenIddictParameter> read)
        {
            if (token.GetClaim(name) is { } value)
            {
                context.Claims[name] = read(value);
            }
        }
    }
}
