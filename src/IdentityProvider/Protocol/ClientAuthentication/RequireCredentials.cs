using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>
/// A client that acts for itself and shows nothing has not authenticated (RFC 6749 5.2); OpenIddict, which comes next, would miss a
/// parameter, and a certificate is none.
/// </summary>
internal sealed class RequireCredentials : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (
            context.Request.IsClientCredentialsGrantType()
            && string.IsNullOrEmpty(context.Request.ClientAssertion)
            && string.IsNullOrEmpty(context.Request.ClientSecret)
            && context.Transaction.RemoteCertificate is null
        )
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidClient,
                "The client did not authenticate.",
                ErrorCauses.CredentialsMissing
            );
        }

        return default;
    }
}
