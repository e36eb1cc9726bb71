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
                    ? $"The {name} parameter is repeated or not plain text."
                    : "A parameter is repeated or not plain text.",
                ErrorCauses.ParameterRepeated
            );
        }

        return default;
    }

    // A name of the sender's own making is not repeated to anyone.
    private static bool Known(string name) =>
        name.Length <= 40 && name.All(c => char.IsAsciiLetterLower(c) || c == '_');
}

/// <summary>
/// Compares the redirect address with the registered ones, before all else that can be wrong with a request: from here on errors go to
/// the client (RFC 6749 4.1.2.1). OpenIddict's own check comes later, and an event handler of its type cannot be moved, only replaced.
/// </summary>
internal sealed class ValidateRedirectUri<TContext>(ClientManager clients)
    : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    public async ValueTask HandleAsync(TContext context)
    {
        var request = context.Transaction.Request!;
        var client = (
            await clients.FindByClientIdAsync(request.ClientId!, context.CancellationToken)
        )!;
        // OAuth lets a client with one address leave it out; OpenID Connect does not, nor do we.
        if (
            request.RedirectUri is not { Length: > 0 } uri
            || !await clients.ValidateRedirectUriAsync(client, uri, context.CancellationToken)
        )
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidRequest,
                "The redirect_uri is not registered for this client.",
                ErrorCauses.RedirectUriNotRegistered
            );
            return;
        }

        CheckedRedirectUri.Set(context.Transaction, uri);
    }
}

/// <summary>The redirect address of this request, once it has proved to be the client's own.</summary>
internal static class CheckedRedirectUri
{
    private const string Key = "secureaccess:redirect-uri";

    public static string? Of(OpenIddictServerTransaction transaction) =>
        transaction.GetProperty<string>(Key);

    public static void Set(OpenIddictServerTransaction transaction, string uri) =>
        transaction.SetProperty(Key, uri);
}

/// <summary>Refuses a nonce or challenge that has not its standard's form, or could not be kept whole.</summary>
internal sealed class RefuseMalformedValues<TContext> : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    public ValueTask HandleAsync(TContext context)
    {
        if (ParameterRules.FirstMalformed(context.Transaction.Request!) is { } name)
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidRequest,
                $"The {name} parameter is malformed or too long.",
                ErrorCauses.ParameterMalformed
            );
        }

        return default;
    }
}

/// <summary>Requests in an object of their own are not supported, and ignoring one would mean answering another request.</summary>
internal sealed class RefuseRequestObject<TContext> : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    public ValueTask HandleAsync(TContext context)
    {
        if (!string.IsNullOrEmpty(context.Transaction.Request!.Request))
        {
            context.Reject(
                OpenIddictConstants.Errors.RequestNotSupported,
                "The request parameter is not supported.",
                ErrorCauses.RequestObject
            );
        }

        return default;
    }
}

/// <summary>Sends the errors of a request whose client and redirect address are known to the client; OpenIddict would show a page.</summary>
internal sealed class SendErrorsToTheClient
    : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context.RedirectUri is null && CheckedRedirectUri.Of(context.Transaction) is { } uri)
        {
            context.RedirectUri = uri;
            if (context.Request is { ResponseMode: not OpenIddictConstants.ResponseModes.FormPost })
            {
                // What was wrong may be the mode itself, or the type that it is inferred from.
                context.Request.ResponseMode = OpenIddictConstants.ResponseModes.Query;
            }
        }

        return default;
    }
}

/// <summary>
/// Requests by reference to a client's address are not supported (RFC 9700). The reference of a pushed request is gone here: it was
/// redeemed, or refused, before.
/// </summary>
internal sealed class RefuseRequestUri
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (!string.IsNullOrEmpty(context.Request.RequestUri))
        {
            context.Reject(
                OpenIddictConstants.Errors.RequestUriNotSupported,
                "The request_uri parameter is not supported.",
                ErrorCauses.ForeignRequestUri
            );
        }

        return default;
    }
}

/// <summary>Refuses scopes that the client was not registered with, <c>offline_access</c> included: <c>invalid_scope</c>.</summary>
internal sealed class RefuseUnregisteredScopes<TContext>(ClientManager clients)
    : IOpenIddictServerHandler<TContext>
    where TContext : BaseValidatingContext
{
    public async ValueTask HandleAsync(TContext context)
    {
        var request = context.Transaction.Request!;
        var client = (
            await clients.FindByClientIdAsync(request.ClientId!, context.CancellationToken)
        )!;
        var permissions = await clients.GetPermissionsAsync(client, context.CancellationToken);
        if (
            request
                .GetScopes()
                .Any(scope =>
                    !permissions.Contains(OpenIddictConstants.Permissions.Prefixes.Scope + scope)
                )
        )
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidScope,
                "The client is not registered for one of these scopes.",
                ErrorCauses.ScopeNotRegistered
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
