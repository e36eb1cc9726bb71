using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlerFilters;
using H = OpenIddict.Server.OpenIddictServerHandlers;

namespace SecureAccess.Protocol.Resources;

/// <summary>
/// Where the handlers of resources stand. OpenIddict's own list of resources is a setting; ours is the registered APIs, and what is wrong with
/// one is always <c>invalid_target</c>.
/// </summary>
internal static class ResourceSetup
{
    /// <summary>Just after the handler of that order, before the next.</summary>
    private const int After = 500;

    public static IServiceCollection AddResources(this IServiceCollection services) =>
        services.AddScoped<ResourceIndicators>().AddScoped<ResourceSubjects>();

    public static void Add(OpenIddictServerBuilder server)
    {
        server.DisableResourceValidation().IgnoreResourcePermissions();
        server.DisableAudienceValidation().IgnoreAudiencePermissions();
        server.RemoveEventHandler(H.Authentication.ValidateResourceParameter.Descriptor);
        server.RemoveEventHandler(H.Authentication.ValidatePushedResourceParameter.Descriptor);
        server.RemoveEventHandler(H.Exchange.ValidateResourceParameter.Descriptor);
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
            handler
                .UseScopedHandler<RefuseForeignResources<ValidateAuthorizationRequestContext>>()
                .SetOrder(H.Authentication.ValidateResourcePermissions.Descriptor.Order)
        );
        server.AddEventHandler<ValidatePushedAuthorizationRequestContext>(handler =>
            handler
                .UseScopedHandler<
                    RefuseForeignResources<ValidatePushedAuthorizationRequestContext>
                >()
                .SetOrder(H.Authentication.ValidatePushedResourcePermissions.Descriptor.Order)
        );
        server.AddEventHandler<ValidateDeviceAuthorizationRequestContext>(handler =>
            handler
                .UseScopedHandler<
                    RefuseForeignResources<ValidateDeviceAuthorizationRequestContext>
                >()
                .SetOrder(H.Device.ValidateScopePermissions.Descriptor.Order)
        );
        // After the authorized party: whose the code is, has been found out.
        server.AddEventHandler<ValidateTokenRequestContext>(handler =>
            handler
                .UseScopedHandler<DecideTokenTarget>()
                .SetOrder(H.Exchange.ValidateGrantedScopes.Descriptor.Order + After)
        );
        server.AddEventHandler<ProcessSignInContext>(handler =>
            handler
                .AddFilter<RequireAccessTokenGenerated>()
                .UseScopedHandler<AddressAccessToken>()
                .SetOrder(H.PrepareAccessTokenPrincipal.Descriptor.Order + After)
        );
        server.RemoveEventHandler(H.Introspection.ValidateAuthorizedParty.Descriptor);
        server.AddEventHandler<ValidateIntrospectionRequestContext>(handler =>
            handler
                .UseScopedHandler<RefuseForeignIntrospection>()
                .SetOrder(H.Introspection.ValidateAuthorizedParty.Descriptor.Order)
        );
        server.RemoveEventHandler(H.Introspection.AttachApplicationClaims.Descriptor);
        server.AddEventHandler<HandleIntrospectionRequestContext>(handler =>
            handler
                .UseScopedHandler<TellIntrospected>()
                .SetOrder(H.Introspection.AttachApplicationClaims.Descriptor.Order)
        );
    }
}
