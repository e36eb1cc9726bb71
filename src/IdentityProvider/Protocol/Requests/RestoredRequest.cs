using System.Text.Json;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Protocol.Devices;
using SecureAccess.Sessions;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Requests;

/// <summary>The stored sign-in request that this authorize request returns to; a feature of the HTTP request.</summary>
public sealed record RestoredRequest(SignInRequest Request);

/// <summary>
/// Puts the stored parameters in the place of <c>/connect/authorize?sign_in_request=ID</c>. OpenIddict then validates them again: a
/// redirect address removed meanwhile is refused.
/// </summary>
public sealed class RestoreSignInRequest(SignInRequests requests)
    : IOpenIddictServerHandler<ExtractAuthorizationRequestContext>
{
    /// <inheritdoc />
    public async ValueTask HandleAsync(ExtractAuthorizationRequestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request?.HasParameter(SignInAddresses.RequestParameter) is not true)
        {
            return;
        }

        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        // Nothing may ride along: what the person agrees to is what was stored.
        var stored =
            HttpMethods.IsGet(http.Request.Method) && http.Request.Query.Count == 1
                ? await requests.Find(
                    (string?)context.Request[SignInAddresses.RequestParameter],
                    http,
                    context.CancellationToken
                )
                : null;
        if (stored is null)
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidRequest,
                "This sign-in request is unknown here, was answered already, or is too old."
            );
            return;
        }

        if (stored.DeviceHash is not null)
        {
            // Every journey ends here; what a device waits for is decided elsewhere.
            AuthorizeAnswers.SeeOther(
                http,
                $"{DeviceDecisionEndpoint.Path}?{SignInAddresses.RequestParameter}={stored.Id}"
            );
            context.HandleRequest();
            return;
        }

        context.Request = JsonSerializer.Deserialize<OpenIddictRequest>(
            requests.ParametersOf(stored)
        );
        http.Features.Set(new RestoredRequest(stored));
    }
}
