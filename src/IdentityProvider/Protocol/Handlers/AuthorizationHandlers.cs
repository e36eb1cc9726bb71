using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Clients;
using SecureAccess.Protocol.Requests;
using SecureAccess.Protocol.Tokens;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Handlers;

/// <summary>Refuses parameters that are doubled, too long or not plain text: <c>invalid_request</c>, never a failure further in.</summary>
internal sealed class RefuseMalformedParameters<TContext> : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    public ValueTask HandleAsync(TContext context)
    {
        if (
            context.Transaction.Request is { } request
            && ParameterRules.FirstWrong(request) is { } name
        )
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidRequest,
                Known(name)
                    ? $"The {name} parameter is repeated, too long or malformed."
                    : "A parameter is repeated, too long or malformed."
            );
        }

        return default;
    }

    // A name of the sender's own making is not repeated to anyone.
    private static bool Known(string name) =>
        name.Length <= 40 && name.All(c => char.IsAsciiLetterLower(c) || c == '_');
}

/// <summary>OpenIddict's check that the redirect address is one of the client's, exactly.</summary>
internal sealed class RefuseUnregisteredRedirectUri(IOpenIddictApplicationManager applications)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    private readonly OpenIddictServerHandlers.Authentication.ValidateClientRedirectUri check = new(
        applications
    );

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context) =>
        check.HandleAsync(context);
}

/// <summary>OpenIddict's refusal of a request object (<c>request</c>), which is not supported.</summary>
internal sealed class RefuseRequestObject
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    private readonly OpenIddictServerHandlers.Authentication.ValidateRequestParameter check = new();

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context) =>
        check.HandleAsync(context);
}

/// <summary>Remembers that the redirect address is the client's own: from here on errors go there (RFC 6749 4.1.2.1).</summary>
internal sealed class RememberRedirectUri
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    private const string Key = "secureaccess:redirect-uri";

    public static string? Of(OpenIddictServerTransaction transaction) =>
        transaction.GetProperty<string>(Key);

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        context.Transaction.SetProperty(Key, context.RedirectUri);
        return default;
    }
}

/// <summary>Sends the errors of a request whose client and redirect address are known to the client; OpenIddict would show a page.</summary>
internal sealed class SendErrorsToTheClient
    : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context.RedirectUri is null && RememberRedirectUri.Of(context.Transaction) is { } uri)
        {
            context.RedirectUri = uri;
            if (context.Request?.ResponseMode is not (null or "" or "query" or "form_post"))
            {
                // The mode itself was what was wrong.
                context.Request.ResponseMode = OpenIddictConstants.ResponseModes.Query;
            }
        }

        return default;
    }
}

/// <summary>There are no pushed requests yet, and requests by reference to a client's address never (RFC 9700).</summary>
internal sealed class RefuseRequestUri
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (!string.IsNullOrEmpty(context.Request.RequestUri))
        {
            context.Reject(
                OpenIddictConstants.Errors.RequestUriNotSupported,
                "The request_uri parameter is not supported."
            );
        }

        return default;
    }
}

/// <summary>Refuses scopes that the client was not registered with, <c>offline_access</c> included: <c>invalid_scope</c>.</summary>
internal sealed class RefuseUnregisteredScopes(ClientManager clients)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    public async ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        var client = (
            await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
        )!;
        var permissions = await clients.GetPermissionsAsync(client, context.CancellationToken);
        if (
            context
                .Request.GetScopes()
                .Any(scope =>
                    !permissions.Contains(OpenIddictConstants.Permissions.Prefixes.Scope + scope)
                )
        )
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidScope,
                "The client is not registered for one of these scopes."
            );
        }
    }
}

/// <summary>Makes the opaque code in place of OpenIddict's.</summary>
internal sealed class GenerateOpaqueCode(CodeIssuing issuing)
    : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        var decided = context
            .Transaction.GetHttpRequest()!
            .HttpContext.Features.Get<CodeToIssue>()!;
        context.AuthorizationCode = await issuing.Issue(decided, context.CancellationToken);
    }
}
