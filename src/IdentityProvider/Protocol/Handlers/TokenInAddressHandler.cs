using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Handlers;

/// <summary>
/// Refuses an access token that comes in the address (RFC 6750 2.3, RFC 9700 4.3.2): logs and histories on the way would keep it.
/// OpenIddict takes it.
/// </summary>
internal sealed class RefuseTokenInAddress
    : IOpenIddictServerHandler<ValidateUserInfoRequestContext>
{
    public ValueTask HandleAsync(ValidateUserInfoRequestContext context)
    {
        if (
            context
                .Transaction.GetHttpRequest()!
                .Query.ContainsKey(OpenIddictConstants.Parameters.AccessToken)
        )
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidRequest,
                "An access token goes into the Authorization header or the form, never into the address.",
                ErrorCauses.ParameterNotAllowed
            );
        }

        return default;
    }
}
