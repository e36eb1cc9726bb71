using OpenIddict.Server;
using SecureAccess.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Handlers;

/// <summary>Access and ID tokens are signed and carry everything: no row is written for them.</summary>
internal sealed class WithoutRows : IOpenIddictServerHandler<GenerateTokenContext>
{
    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (
            context.TokenType
            is TokenTypeIdentifiers.AccessToken
                or TokenTypeIdentifiers.IdentityToken
        )
        {
            context.CreateTokenEntry = false;
            context.PersistTokenPayload = false;
            context.IsReferenceToken = false;
        }

        return default;
    }
}

/// <summary>Signs a client's tokens with the algorithm that it registered.</summary>
internal sealed class SignAsRegistered(ClientManager clients)
    : IOpenIddictServerHandler<GenerateTokenContext>
{
    public async ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (
            context.ClientId is { } id
            && context.TokenType
                is TokenTypeIdentifiers.AccessToken
                    or TokenTypeIdentifiers.IdentityToken
            && await clients.FindByClientIdAsync(id, context.CancellationToken) is { } client
        )
        {
            context.SigningCredentials = context.Options.SigningCredentials.First(credentials =>
                credentials.Algorithm == client.IdTokenSignedResponseAlg
            );
        }
    }
}

/// <summary>Takes OpenIddict's own notes out of what leaves the house: an ID token names the person and the sign-in, nothing else.</summary>
internal sealed class StripInternalClaims : IOpenIddictServerHandler<GenerateTokenContext>
{
    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        var subject = context.SecurityTokenDescriptor.Subject;
        Remove(Claims.Private.Presenter);
        if (context.TokenType == TokenTypeIdentifiers.IdentityToken)
        {
            Remove(Claims.Private.AuthorizationId);
            Remove(Claims.AuthorizedParty);
        }

        return default;

        void Remove(string type)
        {
            foreach (var claim in subject.FindAll(type).ToArray())
            {
                subject.RemoveClaim(claim);
            }
        }
    }
}
