using static OpenIddict.Server.OpenIddictServerEvents;
using H = OpenIddict.Server.OpenIddictServerHandlers;

namespace SecureAccess.Protocol.Refusals;

/// <summary>What every error answer gets, whatever the endpoint: its page in the dictionary and its place in the audit record.</summary>
internal static class ErrorHandlers
{
    // Only then the error has the name that the client sees, and nothing has been written yet.
    private static readonly int Order = H.Exchange.NormalizeErrorResponse.Descriptor.Order + 500;

    public static void Add(OpenIddictServerBuilder server)
    {
        On<ApplyAuthorizationResponseContext>(server);
        On<ApplyTokenResponseContext>(server);
        On<ApplyUserInfoResponseContext>(server);
        On<ApplyIntrospectionResponseContext>(server);
        On<ApplyRevocationResponseContext>(server);
        On<ApplyEndSessionResponseContext>(server);
        On<ApplyDeviceAuthorizationResponseContext>(server);
        On<ApplyEndUserVerificationResponseContext>(server);
        On<ApplyPushedAuthorizationResponseContext>(server);
        On<ApplyConfigurationResponseContext>(server);
        On<ApplyJsonWebKeySetResponseContext>(server);
    }

    private static void On<TContext>(OpenIddictServerBuilder server)
        where TContext : BaseRequestContext
    {
        server.AddEventHandler<TContext>(handler =>
            handler.UseScopedHandler<RecordRefusal<TContext>>().SetOrder(Order)
        );
        server.AddEventHandler<TContext>(handler =>
            handler.UseSingletonHandler<NameErrorPage<TContext>>().SetOrder(Order + 1)
        );
    }
}
