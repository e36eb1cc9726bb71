using OpenIddict.Validation;
using SecureAccess.Protocol.Tokens;
using static OpenIddict.Validation.OpenIddictValidationEvents;

namespace SecureAccess.Protocol.Api;

/// <summary>Puts the JWT in the place of its handle, where a client calls this server's own API with one.</summary>
internal sealed class TakeApiHandle(ReferenceAccessTokens tokens)
    : IOpenIddictValidationHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context) =>
        context.Token =
            await tokens.Find(context.Token, context.CancellationToken) ?? context.Token;
}
