using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Handlers;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Exchange;

/// <summary>
/// What a token exchange can be (RFC 8693 2.1): an access token for an access token. The actor is always the client that authenticated; a
/// token that names another is refused.
/// </summary>
internal sealed class RefuseUnsupportedExchange
    : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        var request = context.Request;
        if (!request.IsTokenExchangeGrantType())
        {
            return default;
        }

        if (
            !string.IsNullOrEmpty(request.ActorToken)
            || !string.IsNullOrEmpty(request.ActorTokenType)
        )
        {
            context.Reject(
                Errors.InvalidRequest,
                "The actor_token parameter is not supported: the client itself is the actor.",
                ErrorCauses.ParameterNotAllowed
            );
        }
        else if (Other(request.SubjectTokenType) || Other(request.RequestedTokenType))
        {
            context.Reject(
                Errors.InvalidRequest,
                "Only access tokens can be exchanged, and only for access tokens.",
                ErrorCauses.TokenTypeUnknown
            );
        }

        return default;
    }

    private static bool Other(string? type) =>
        !string.IsNullOrEmpty(type) && type != TokenTypeIdentifiers.AccessToken;
}

/// <summary>
/// Reads the subject token in OpenIddict's place: it must live (D17), be a person's, and be for the client that presents it. Whatever is
/// wrong with it is <c>invalid_request</c> (RFC 8693 2.2.2), and nobody learns what.
/// </summary>
internal sealed class ReadSubjectToken(
    IOpenIddictServerDispatcher dispatcher,
    ClientManager clients
) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        var validation = new ValidateTokenContext(context.Transaction)
        {
            Token = context.SubjectToken!,
            DisableAudienceValidation = true,
            DisablePresenterValidation = true,
        };
        validation.ValidTokenTypes.Add(TokenTypeIdentifiers.AccessToken);
        await dispatcher.DispatchAsync(validation);
        var client = (
            await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
        )!;
        if (
            validation.IsRejected
            || validation.Principal is not { } token
            // Set by the check that it lives, and only where a person stands behind it.
            || TokenAccount.Of(context.Transaction) is null
            || !(
                token.HasAudience(client.ClientId!)
                || client.ResourceIdentifier is { } identifier && token.HasAudience(identifier)
            )
        )
        {
            context.Reject(
                Errors.InvalidRequest,
                "The subject token is not valid, or not for this client.",
                ErrorCauses.SubjectTokenNotValid
            );
            return;
        }

        // OpenIddict compares the audience once more, by client ids only.
        context.SubjectTokenPrincipal = token
            .Clone(claim => true)
            .SetAudiences([.. token.GetAudiences(), client.ClientId!]);
    }
}
