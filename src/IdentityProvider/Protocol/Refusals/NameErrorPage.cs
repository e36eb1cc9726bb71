using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Tokens;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Refusals;

/// <summary>An answer with an error names the page of our dictionary that explains it (<c>error_uri</c>, RFC 6749 5.2).</summary>
internal sealed class NameErrorPage<TContext> : IOpenIddictServerHandler<TContext>
    where TContext : BaseRequestContext
{
    public ValueTask HandleAsync(TContext context)
    {
        if (context.Transaction.Response is { Error: { Length: > 0 } error } response)
        {
            var cause = FrameworkCauses.Of(error, response.ErrorUri);
            response.ErrorUri = ClientErrors.PathOf(error, cause) is { } path
                ? new Uri(
                    TokenPrincipals.IssuerOf(context.Transaction),
                    path.TrimStart('/')
                ).AbsoluteUri
                : null;
        }

        return default;
    }
}
