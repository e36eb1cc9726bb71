using static OpenIddict.Server.OpenIddictServerEvents;
using AH = OpenIddict.Server.AspNetCore.OpenIddictServerAspNetCoreHandlers;
using H = OpenIddict.Server.OpenIddictServerHandlers;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>Where the handlers of client authentication stand. All of them come before any code or token is looked at: a failure spends nothing.</summary>
internal static class ClientAuthenticationHandlers
{
    public static void Add(OpenIddictServerBuilder server)
    {
        ReadBasic<ExtractTokenRequestContext>(server);
        ReadBasic<ExtractPushedAuthorizationRequestContext>(server);
        ReadBasic<ExtractIntrospectionRequestContext>(server);
        ReadBasic<ExtractRevocationRequestContext>(server);
        ReadBasic<ExtractDeviceAuthorizationRequestContext>(server);

        // RFC 7662 2.1: by POST. OpenIddict reads GET too, with credentials in the address.
        server.RemoveEventHandler(
            AH.ExtractGetOrPostRequest<ExtractIntrospectionRequestContext>.Descriptor
        );
        server.AddEventHandler(
            AH.ExtractPostRequest<ExtractIntrospectionRequestContext>.Descriptor
        );

        server.RemoveEventHandler(H.ValidateClientAssertion.Descriptor);
        server.RemoveEventHandler(H.ValidateClientAssertionWellknownClaims.Descriptor);
        server.RemoveEventHandler(H.ValidateClientAssertionIssuer.Descriptor);
        server.AddEventHandler<ProcessAuthenticationContext>(handler =>
            handler
                .UseScopedHandler<CheckClientAssertion>()
                .SetOrder(H.ValidateClientAssertion.Descriptor.Order)
        );
        server.AddEventHandler<ProcessAuthenticationContext>(handler =>
            handler
                .UseScopedHandler<RequireRegisteredMethod>()
                .SetOrder(H.ValidateClientType.Descriptor.Order + 500)
        );
        server.AddEventHandler<ValidateTokenRequestContext>(handler =>
            handler
                .UseSingletonHandler<RequireCredentials>()
                .SetOrder(H.Exchange.ValidateClientCredentialsParameters.Descriptor.Order - 500)
        );
        server.RemoveEventHandler(H.ValidateClientCertificate.Descriptor);
        server.AddEventHandler<ProcessAuthenticationContext>(handler =>
            handler
                .UseScopedHandler<CheckClientCertificate>()
                .SetOrder(H.ValidateClientCertificate.Descriptor.Order)
        );
    }

    private static void ReadBasic<TContext>(OpenIddictServerBuilder server)
        where TContext : BaseValidatingContext
    {
        server.RemoveEventHandler(AH.ExtractBasicAuthenticationCredentials<TContext>.Descriptor);
        server.AddEventHandler<TContext>(handler =>
            handler
                .UseSingletonHandler<ReadBasicCredentials<TContext>>()
                .SetOrder(AH.ExtractBasicAuthenticationCredentials<TContext>.Descriptor.Order)
        );
    }
}
