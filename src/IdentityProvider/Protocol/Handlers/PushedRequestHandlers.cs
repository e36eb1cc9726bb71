using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Requests;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlerFilters;
using A = OpenIddict.Server.OpenIddictServerHandlers.Authentication;
using H = OpenIddict.Server.OpenIddictServerHandlers;

namespace SecureAccess.Protocol.Handlers;

/// <summary>
/// Pushed authorization requests (RFC 9126). What the authorize endpoint would refuse is refused when it is pushed; what is right is used
/// once, by the client that pushed it, and then goes the way of every other request.
/// </summary>
internal static class PushedRequestHandlers
{
    public static void Add(OpenIddictServerBuilder server)
    {
        Push(server);
        Use(server);
    }

    // The same checks as at the authorize endpoint; the client has been authenticated by then.
    private static void Push(OpenIddictServerBuilder server)
    {
        var authenticated = A.ValidatePushedAuthentication.Descriptor.Order;
        server.RemoveEventHandler(A.ValidatePushedClientRedirectUri.Descriptor);
        server.RemoveEventHandler(A.ValidatePushedRequestParameter.Descriptor);
        server.RemoveEventHandler(A.ValidatePushedScopePermissions.Descriptor);
        server.AddEventHandler<ValidatePushedAuthorizationRequestContext>(handler =>
            handler
                .UseScopedHandler<ValidateRedirectUri<ValidatePushedAuthorizationRequestContext>>()
                .SetOrder(authenticated + 100)
        );
        server.AddEventHandler<ValidatePushedAuthorizationRequestContext>(handler =>
            handler
                .UseSingletonHandler<
                    RefuseMalformedValues<ValidatePushedAuthorizationRequestContext>
                >()
                .SetOrder(authenticated + 200)
        );
        server.AddEventHandler<ValidatePushedAuthorizationRequestContext>(handler =>
            handler
                .UseSingletonHandler<
                    RefuseRequestObject<ValidatePushedAuthorizationRequestContext>
                >()
                .SetOrder(authenticated + 300)
        );
        server.AddEventHandler<ValidatePushedAuthorizationRequestContext>(handler =>
            handler
                .UseScopedHandler<
                    RefuseUnregisteredScopes<ValidatePushedAuthorizationRequestContext>
                >()
                .SetOrder(A.ValidatePushedScopePermissions.Descriptor.Order)
        );
        server.AddEventHandler<ValidatePushedAuthorizationRequestContext>(handler =>
            handler
                .UseScopedHandler<RefuseUnservableWishes>()
                .SetOrder(A.ValidatePushedAuthorizedParty.Descriptor.Order + 500)
        );
    }

    private static void Use(OpenIddictServerBuilder server)
    {
        server.RemoveEventHandler(H.ValidateRequestToken.Descriptor);
        server.AddEventHandler<ProcessAuthenticationContext>(handler =>
            handler
                .AddFilter<RequireRequestTokenValidated>()
                .UseScopedHandler<RedeemPushedRequest>()
                .SetOrder(H.ValidateRequestToken.Descriptor.Order)
        );
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
            handler
                .UseSingletonHandler<ForgetReference>()
                .SetOrder(A.ValidateAuthentication.Descriptor.Order + 500)
        );
        server.RemoveEventHandler(A.ValidatePushedAuthorizationRequestsRequirement.Descriptor);
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
            handler
                .UseScopedHandler<RequirePushedRequest>()
                .SetOrder(A.ValidatePushedAuthorizationRequestsRequirement.Descriptor.Order)
        );
    }
}

/// <summary>
/// Redeems the reference of a pushed request in the place of OpenIddict's handler, which only looks at it: from here on it is used up,
/// whatever becomes of the request. Whatever is wrong with it, the person sees the same page: the redirect address is not known yet.
/// </summary>
internal sealed class RedeemPushedRequest(
    IOpenIddictServerDispatcher dispatcher,
    ClientManager clients,
    PushedRequests pushed
) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.RequestToken is not { Length: > 0 } reference)
        {
            return;
        }

        var validation = new ValidateTokenContext(context.Transaction)
        {
            DisableAudienceValidation = true,
            DisablePresenterValidation = true,
            Token = reference,
            ValidTokenTypes = { OpenIddictConstants.TokenTypeIdentifiers.Private.RequestToken },
        };
        // Only what is kept as a row can be used up: a token that was made elsewhere has none.
        if (context.EndpointType == OpenIddictServerEndpointType.Authorization)
        {
            await dispatcher.DispatchAsync(validation);
        }

        if (
            validation is { IsRejected: false, IsReferenceToken: true, Principal: { } principal }
            && Guid.TryParse(principal.GetTokenId(), out var tokenId)
            && context.ClientId is { Length: > 0 } id
            && await clients.FindByClientIdAsync(id, context.CancellationToken) is { } client
            && await pushed.Redeem(tokenId, client, context.CancellationToken)
        )
        {
            context.RequestTokenPrincipal = principal;
            return;
        }

        context.Reject(
            OpenIddictConstants.Errors.InvalidRequestUri,
            "The pushed request was used already, is too old, or was pushed by another client.",
            ErrorCauses.PushedRequestGone
        );
    }
}

/// <summary>
/// The pushed parameters are the request now, and what stood beside the reference is gone (RFC 9126 4, RFC 9101 6.3). The reference, which
/// is used up, is taken away, so that nothing later looks for it.
/// </summary>
internal sealed class ForgetReference
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (context.RequestTokenPrincipal is not null)
        {
            context.Request.RequestUri = null;
            context
                .Transaction.GetProperty<ProcessAuthenticationContext>(
                    typeof(ProcessAuthenticationContext).FullName!
                )!
                .RequestTokenPrincipal = null;
            PushedRequest.Set(context.Transaction);
        }

        return default;
    }
}

/// <summary>
/// A client that must push its requests (RFC 9126 6) is refused every other one. What comes back from a person's journey was checked when
/// it was stored.
/// </summary>
internal sealed class RequirePushedRequest(ClientManager clients)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    public async ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (
            PushedRequest.Is(context.Transaction)
            || context.Transaction.GetHttpRequest()!.HttpContext.Features.Get<RestoredRequest>()
                is not null
        )
        {
            return;
        }

        var client = (
            await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
        )!;
        if (
            await clients.HasRequirementAsync(
                client,
                OpenIddictConstants.Requirements.Features.PushedAuthorizationRequests,
                context.CancellationToken
            )
        )
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidRequest,
                "The client must push its authorization requests.",
                ErrorCauses.PushedRequestRequired
            );
        }
    }
}

/// <summary>Refuses a pushed request whose <c>max_age</c>, <c>acr_values</c> and the like could not be served (RFC 9126 2.3).</summary>
internal sealed class RefuseUnservableWishes(ClientManager clients, TimeProvider clock)
    : IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>
{
    public async ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context)
    {
        var client = (
            await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
        )!;
        if (
            AuthorizeRules.Read(context.Request, client, clock.GetUtcNow())
            is AuthorizeReading.Wrong wrong
        )
        {
            context.Reject(wrong.Error, wrong.Description);
        }
    }
}
