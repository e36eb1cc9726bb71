using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>
/// Takes id and secret from the <c>Authorization</c> header, in the place of OpenIddict's reader: what is malformed there is a failed
/// authentication (401), and another <c>client_id</c> in the body is not passed over.
/// </summary>
internal sealed class ReadBasicCredentials<TContext> : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    public ValueTask HandleAsync(TContext context)
    {
        var header = context.Transaction.GetHttpRequest()!.Headers.Authorization.ToString();
        if (!BasicCredentialRules.Is(header))
        {
            return default;
        }

        var request = context.Transaction.Request!;
        if (request.ClientSecret is { Length: > 0 } || request.ClientAssertion is { Length: > 0 })
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidRequest,
                "The client authenticates in more than one way.",
                ErrorCauses.CredentialsRepeated
            );
            return default;
        }

        if (
            BasicCredentialRules.Read(header) is not { Secret.Length: > 0 } credentials
            // Another id beside it, or more than one.
            || (request.HasParameter("client_id") && request.ClientId != credentials.Id)
        )
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidClient,
                "The Authorization header does not name the client and its secret.",
                ErrorCauses.CredentialsWrong
            );
            return default;
        }

        (request.ClientId, request.ClientSecret) = credentials;
        PresentedCredential.IsBasic(context.Transaction);
        return default;
    }
}
