using OpenIddict.Server;
using SecureAccess.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>The kind of credential that a client registered is the only one taken from it (docs/adr/0009).</summary>
internal sealed class RequireRegisteredMethod(ClientManager clients)
    : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (
            !PresentedCredential.IsWantedAt(context.EndpointType)
            || context.ClientId is not { Length: > 0 } id
        )
        {
            return;
        }

        var client = (await clients.FindByClientIdAsync(id, context.CancellationToken))!;
        var presented = PresentedCredential.Of(context);
        var accepted = client.TokenEndpointAuthMethod switch
        {
            Client.AnySecret => presented
                is ClientAuthenticationMethods.ClientSecretBasic
                    or ClientAuthenticationMethods.ClientSecretPost,
            // The certificate is looked at by the handler after the next; nothing may stand beside it.
            ClientAuthenticationMethods.TlsClientAuth
            or ClientAuthenticationMethods.SelfSignedTlsClientAuth => presented
                == ClientAuthenticationMethods.None,
            var registered => presented == registered,
        };
        if (!accepted)
        {
            context.Reject(
                Errors.InvalidClient,
                "The client did not authenticate in the way that it is registered for.",
                presented == ClientAuthenticationMethods.None
                    ? ErrorCauses.CredentialsMissing
                    : ErrorCauses.MethodNotRegistered
            );
        }
    }
}
