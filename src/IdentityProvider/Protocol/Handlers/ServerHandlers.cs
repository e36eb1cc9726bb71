using SecureAccess.Protocol.ClientAuthentication;
using SecureAccess.Protocol.Devices;
using SecureAccess.Protocol.Exchange;
using SecureAccess.Protocol.Refusals;
using SecureAccess.Protocol.Requests;
using SecureAccess.Protocol.Resources;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlerFilters;
using AH = OpenIddict.Server.AspNetCore.OpenIddictServerAspNetCoreHandlers;
using H = OpenIddict.Server.OpenIddictServerHandlers;

namespace SecureAccess.Protocol.Handlers;

/// <summary>Which of OpenIddict's handlers are replaced, and where ours stand among the rest: the whole list in one place.</summary>
internal static class ServerHandlers
{
    // RemoveEventHandler takes effect last and removes by type: a handler of OpenIddict's cannot be added again at another place.

    /// <summary>Just after the handler of that order, before the next.</summary>
    private const int After = 500;

    public static void Add(OpenIddictServerBuilder server)
    {
        Authorization(server);
        Tokens(server);
        Uses(server);
        ResourceSetup.Add(server);
        ExchangeSetup.Add(server);
        DeviceHandlers.Add(server);
        ErrorHandlers.Add(server);
        ClientAuthenticationHandlers.Add(server);
        PushedRequestHandlers.Add(server);
        ReferenceTokenHandlers.Add(server);
        Refuse<ValidateTokenRequestContext>(server);
        Refuse<ValidateIntrospectionRequestContext>(server);
        Refuse<ValidateRevocationRequestContext>(server);
        Refuse<ValidateUserInfoRequestContext>(server);
        Refuse<ValidateEndSessionRequestContext>(server);
        Refuse<ValidateAuthorizationRequestContext>(server);
        Refuse<ValidatePushedAuthorizationRequestContext>(server);
    }

    private static void Authorization(OpenIddictServerBuilder server)
    {
        server.AddEventHandler<ExtractAuthorizationRequestContext>(handler =>
            handler
                .UseScopedHandler<RestoreSignInRequest>()
                .SetOrder(
                    AH.ExtractGetOrPostRequest<ExtractAuthorizationRequestContext>.Descriptor.Order
                        + After
                )
        );

        // The redirect address first: all that is found wrong after it goes to the client.
        var redirectUri = H.Authentication.ValidateRedirectUriParameter.Descriptor.Order;
        server.RemoveEventHandler(H.Authentication.ValidateClientRedirectUri.Descriptor);
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
            handler
                .UseScopedHandler<ValidateRedirectUri<ValidateAuthorizationRequestContext>>()
                .SetOrder(redirectUri + 100)
        );
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
            handler
                .UseSingletonHandler<RefuseMalformedValues<ValidateAuthorizationRequestContext>>()
                .SetOrder(redirectUri + 200)
        );
        server.RemoveEventHandler(H.Authentication.ValidateRequestParameter.Descriptor);
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
            handler
                .UseSingletonHandler<RefuseRequestObject<ValidateAuthorizationRequestContext>>()
                .SetOrder(redirectUri + 300)
        );
        server.RemoveEventHandler(H.Authentication.ValidateRequestUriParameter.Descriptor);
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
            handler.UseSingletonHandler<RefuseRequestUri>().SetOrder(redirectUri + 400)
        );
        server.RemoveEventHandler(H.Authentication.ValidateScopePermissions.Descriptor);
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
            handler
                .UseScopedHandler<RefuseUnregisteredScopes<ValidateAuthorizationRequestContext>>()
                .SetOrder(H.Authentication.ValidateScopePermissions.Descriptor.Order)
        );
        server.AddEventHandler<ApplyAuthorizationResponseContext>(handler =>
            handler
                .UseSingletonHandler<SendErrorsToTheClient>()
                .SetOrder(H.Authentication.AttachRedirectUri.Descriptor.Order + After)
        );
        server.RemoveEventHandler(AH.Authentication.ProcessFormPostResponse.Descriptor);
        server.AddEventHandler<ApplyAuthorizationResponseContext>(handler =>
            handler
                .UseScopedHandler<AnswerByFormPost>()
                .SetOrder(AH.Authentication.ProcessFormPostResponse.Descriptor.Order)
        );
        server.RemoveEventHandler(H.AttachAuthorization.Descriptor);
        server.RemoveEventHandler(H.GenerateAuthorizationCode.Descriptor);
        server.AddEventHandler<ProcessSignInContext>(handler =>
            handler
                .AddFilter<RequireAuthorizationCodeGenerated>()
                .UseScopedHandler<GenerateOpaqueCode>()
                .SetOrder(H.GenerateAuthorizationCode.Descriptor.Order)
        );
        server.AddEventHandler<HandleConfigurationRequestContext>(handler =>
            handler
                .UseSingletonHandler<NameAddressesByIssuer>()
                .SetOrder(H.Discovery.AttachEndpoints.Descriptor.Order - After)
        );
        server.AddEventHandler<HandleConfigurationRequestContext>(handler =>
            handler
                .UseScopedHandler<CompleteDiscovery>()
                .SetOrder(H.Discovery.AttachAdditionalMetadata.Descriptor.Order + After)
        );
    }

    private static void Tokens(OpenIddictServerBuilder server)
    {
        // After the client authenticated, before anything of its request is looked at or spent.
        server.AddEventHandler<ProcessAuthenticationContext>(handler =>
            handler
                .UseScopedHandler<RefuseUnregisteredGrant>()
                .SetOrder(H.ValidateRequestToken.Descriptor.Order - After)
        );
        server.RemoveEventHandler(H.ValidateAuthorizationCode.Descriptor);
        server.AddEventHandler<ProcessAuthenticationContext>(handler =>
            handler
                .AddFilter<RequireAuthorizationCodeValidated>()
                .UseScopedHandler<RedeemOpaqueCode>()
                .SetOrder(H.ValidateAuthorizationCode.Descriptor.Order)
        );
        server.RemoveEventHandler(H.ValidateRefreshToken.Descriptor);
        server.AddEventHandler<ProcessAuthenticationContext>(handler =>
            handler
                .AddFilter<RequireRefreshTokenValidated>()
                .UseScopedHandler<LookUpOpaqueRefreshToken>()
                .SetOrder(H.ValidateRefreshToken.Descriptor.Order)
        );
        // OpenIddict calls a scope that was not granted invalid_grant, and one that is not registered invalid_request.
        server.RemoveEventHandler(H.Exchange.ValidateScopePermissions.Descriptor);
        server.RemoveEventHandler(H.Exchange.ValidateGrantedScopes.Descriptor);
        server.AddEventHandler<ValidateTokenRequestContext>(handler =>
            handler
                .UseSingletonHandler<RefuseWiderScopes>()
                .SetOrder(H.Exchange.ValidateGrantedScopes.Descriptor.Order)
        );
        server.AddEventHandler<HandleTokenRequestContext>(handler =>
            handler
                .UseSingletonHandler<HandleClientCredentials>()
                .SetOrder(H.Exchange.AttachPrincipal.Descriptor.Order + After)
        );
        server.AddEventHandler<ProcessSignInContext>(handler =>
            handler
                .UseScopedHandler<DecideRefreshToken>()
                .SetOrder(H.EvaluateGeneratedTokens.Descriptor.Order + After)
        );
        server.RemoveEventHandler(H.GenerateRefreshToken.Descriptor);
        server.AddEventHandler<ProcessSignInContext>(handler =>
            handler
                .AddFilter<RequireRefreshTokenGenerated>()
                .UseScopedHandler<GenerateOpaqueRefreshToken>()
                .SetOrder(H.GenerateRefreshToken.Descriptor.Order)
        );
        server.AddEventHandler<GenerateTokenContext>(handler =>
            handler.UseSingletonHandler<WithoutRows>().SetOrder(int.MinValue + 1)
        );
        server.AddEventHandler<GenerateTokenContext>(handler =>
            handler
                .UseScopedHandler<SignAsRegistered>()
                .SetOrder(H.Protection.AttachSecurityCredentials.Descriptor.Order + After)
        );
        server.AddEventHandler<GenerateTokenContext>(handler =>
            handler
                .UseSingletonHandler<StripInternalClaims>()
                .SetOrder(H.Protection.AttachTokenSubject.Descriptor.Order + 600)
        );
    }

    private static void Uses(OpenIddictServerBuilder server)
    {
        server.AddEventHandler<ValidateTokenContext>(handler =>
            handler
                .UseScopedHandler<ReadOpaqueRefreshToken>()
                .SetOrder(H.Protection.ValidateReferenceTokenIdentifier.Descriptor.Order - After)
        );
        server.AddEventHandler<ValidateTokenContext>(handler =>
            handler
                .UseScopedHandler<CheckAccessTokenLives>()
                .SetOrder(H.Protection.ValidateAuthorizationEntry.Descriptor.Order + After)
        );
        server.RemoveEventHandler(H.Revocation.RevokeToken.Descriptor);
        server.AddEventHandler<HandleRevocationRequestContext>(handler =>
            handler
                .UseScopedHandler<RevokePresentedToken>()
                .SetOrder(H.Revocation.RevokeToken.Descriptor.Order)
        );
        server.AddEventHandler<ValidateUserInfoRequestContext>(handler =>
            handler.UseSingletonHandler<RefuseTokenInAddress>().SetOrder(int.MinValue + 2)
        );
        server.AddEventHandler<HandleUserInfoRequestContext>(handler =>
            handler
                .UseScopedHandler<AnswerUserInfo>()
                .SetOrder(H.UserInfo.AttachClaims.Descriptor.Order + After)
        );
    }

    private static void Refuse<TContext>(OpenIddictServerBuilder server)
        where TContext : BaseValidatingContext =>
        server.AddEventHandler<TContext>(handler =>
            handler
                .UseSingletonHandler<RefuseMalformedParameters<TContext>>()
                .SetOrder(int.MinValue + 1)
        );
}
