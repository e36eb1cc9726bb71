using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Tokens;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>
/// Checks a client's assertion in the place of three of OpenIddict's handlers: those take only one <c>typ</c>, which the clients in use do not
/// send, only the issuer as audience, remember no <c>jti</c>, and say for a failed authentication what is not one.
/// </summary>
internal sealed class CheckClientAssertion(ClientAssertions assertions)
    : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.ClientAssertion is not { Length: > 0 } assertion)
        {
            return;
        }

        // The id may be left out beside an assertion (RFC 7521 4.2).
        var clientId = string.IsNullOrEmpty(context.ClientId)
            ? ClientAssertions.Named(assertion)
            : context.ClientId;
        if (!string.IsNullOrEmpty(context.ClientSecret))
        {
            context.Reject(
                Errors.InvalidClient,
                "The client authenticates in more than one way.",
                ErrorCauses.CredentialsRepeated
            );
            return;
        }

        var result =
            clientId is { Length: > 0 }
            && context.ClientAssertionType == ClientAssertionTypes.JwtBearer
                ? await assertions.Redeem(
                    assertion,
                    clientId,
                    Audiences(context),
                    context.CancellationToken
                )
                : new AssertionResult.Refused();
        if (result is not AssertionResult.Accepted { Client: var client })
        {
            context.Reject(
                Errors.InvalidClient,
                "The client assertion is not valid.",
                result is AssertionResult.Replayed
                    ? ErrorCauses.AssertionReplayed
                    : ErrorCauses.AssertionWrong
            );
            return;
        }

        context.ClientAssertionPrincipal = client;
        context.Request.ClientId = clientId;
    }

    // The issuer (FAPI 2.0), or the address of the endpoint (RFC 7523 3), or of the token endpoint, which older clients name everywhere.
    private static string[] Audiences(ProcessAuthenticationContext context)
    {
        var issuer = TokenPrincipals.IssuerOf(context.Transaction);
        var endpoints = context
            .Options.TokenEndpointUris.Concat(
                context.EndpointType switch
                {
                    OpenIddictServerEndpointType.PushedAuthorization => context
                        .Options
                        .PushedAuthorizationEndpointUris,
                    OpenIddictServerEndpointType.Introspection => context
                        .Options
                        .IntrospectionEndpointUris,
                    OpenIddictServerEndpointType.Revocation => context
                        .Options
                        .RevocationEndpointUris,
                    OpenIddictServerEndpointType.DeviceAuthorization => context
                        .Options
                        .DeviceAuthorizationEndpointUris,
                    _ => [],
                }
            )
            .Select(uri => new Uri(issuer, uri).AbsoluteUri);
        return [issuer.AbsoluteUri, issuer.AbsoluteUri.TrimEnd('/'), .. endpoints];
    }
}
