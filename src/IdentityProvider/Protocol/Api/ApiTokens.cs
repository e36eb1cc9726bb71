using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Validation;
using SecureAccess.Protocol.Tokens;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Validation.OpenIddictValidationEvents;

namespace SecureAccess.Protocol.Api;

/// <summary>
/// Asks at each call of this server's own API whether what the access token stands on lives: its client; its grant and session, where a
/// person gave them; and the token itself (D17).
/// </summary>
internal sealed class CheckApiTokenLives(LiveTokens live)
    : IOpenIddictValidationHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (
            context.Principal is not { } principal
            || principal.GetClaim(Claims.JwtId) is not { } tokenId
            || !await Lives(principal, tokenId)
        )
        {
            context.Reject(Errors.InvalidToken, "The access token is no longer valid.");
        }
    }

    private async Task<bool> Lives(ClaimsPrincipal principal, string tokenId) =>
        principal.GetAuthorizationId() is { } grant
            ? Guid.TryParse(grant, out var grantId)
                && await live.AccountOf(grantId, tokenId) is not null
            : principal.GetClaim(Claims.ClientId) is { } clientId
                && principal.GetCreationDate() is { } issuedAt
                && await live.OwnLives(clientId, tokenId, issuedAt);
}

/// <summary>
/// Tells the validation of tokens that the server has other keys. It has a change of its own: with the server's it would be called
/// before the server's options are made anew, and keep the old ones.
/// </summary>
internal sealed class KeysOfApiTokens
    : IOptionsChangeTokenSource<OpenIddictValidationOptions>,
        IDisposable
{
    private readonly IDisposable? listening;
    private CancellationTokenSource changed = new();

    public KeysOfApiTokens(IOptionsMonitor<OpenIddictServerOptions> server) =>
        listening = server.OnChange(_ =>
            Interlocked.Exchange(ref changed, new CancellationTokenSource()).Cancel()
        );

    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => new CancellationChangeToken(changed.Token);

    public void Dispose()
    {
        listening?.Dispose();
        changed.Dispose();
    }
}
