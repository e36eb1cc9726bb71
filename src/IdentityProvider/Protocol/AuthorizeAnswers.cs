using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using SecureAccess.Clients;
using SecureAccess.Protocol.Requests;
using SecureAccess.Protocol.Tokens;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol;

/// <summary>The answers of the authorize endpoint. One that ends a stored request consumes it first: of two at once, one goes out.</summary>
public sealed class AuthorizeAnswers(SignInRequests requests, SubjectIdentifiers subjects)
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>The code goes to the client.</summary>
    public async Task<IResult> Code(HttpContext http, CodeToIssue decided, SignInRequest? stored)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(decided);
        if (stored is not null && !await requests.Consume(stored, http, http.RequestAborted))
        {
            return AnsweredAlready();
        }

        http.Features.Set(decided);
        // OpenIddict wants a subject before it asks for the code; this one goes nowhere.
        var identity = new ClaimsIdentity(nameof(SecureAccess));
        identity.SetClaim(
            OpenIddictConstants.Claims.Subject,
            decided.SignedIn.Session.AccountId.ToString()
        );
        return Results.SignIn(new ClaimsPrincipal(identity), null, Scheme);
    }

    /// <summary>An error goes to the client.</summary>
    public async Task<IResult> Error(HttpContext http, SignInRequest? stored, string error)
    {
        ArgumentNullException.ThrowIfNull(http);
        return stored is null || await requests.Consume(stored, http, http.RequestAborted)
            ? Error(error, Description(error))
            : AnsweredAlready();
    }

    /// <inheritdoc cref="Error(HttpContext, SignInRequest, string)" />
    public static IResult Error(string error, string? description) =>
        Results.Forbid(
            new AuthenticationProperties(
                new Dictionary<string, string?>
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
                    [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
                }
            ),
            [Scheme]
        );

    // Without one OpenIddict says for every error that the person refused.
    private static string? Description(string error) =>
        error switch
        {
            AuthorizeRules.UnmetAuthenticationRequirements =>
                "The authentication that this client requires was not reached.",
            OpenIddictConstants.Errors.LoginRequired =>
                "The person would have to sign in, or another person is signed in.",
            OpenIddictConstants.Errors.ConsentRequired =>
                "The person has not agreed to what the request asks for.",
            OpenIddictConstants.Errors.InteractionRequired =>
                "The person has something to do before the request can be answered.",
            OpenIddictConstants.Errors.AccountSelectionRequired =>
                "The person would have to choose an account.",
            _ => null,
        };

    /// <summary>The browser goes on by GET, whatever it came by.</summary>
    public static IResult SeeOther(HttpContext http, string address)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = address;
        return Results.Empty;
    }

    /// <summary>Whether an <c>id_token_hint</c>, and a <c>sub</c> in <c>claims</c>, if there are such, name the person who is signed in.</summary>
    public async Task<bool> HintNames(HttpContext http, Client client, SignedIn signedIn)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(signedIn);
        var request = http.GetOpenIddictServerRequest()!;
        if (
            AuthorizeRules.ClaimsOf(request).Subjects is { } named
            && !await IsOneOf(named, client, signedIn, http.RequestAborted)
        )
        {
            return false;
        }

        if (string.IsNullOrEmpty(request.IdTokenHint))
        {
            return true;
        }

        var hint = http
            .Features.Get<OpenIddictServerAspNetCoreFeature>()!
            .Transaction!.GetProperty<OpenIddictServerEvents.ProcessAuthenticationContext>(
                typeof(OpenIddictServerEvents.ProcessAuthenticationContext).FullName!
            )
            ?.IdentityTokenPrincipal?.GetClaim(OpenIddictConstants.Claims.Subject);
        return hint is not null && await IsOneOf([hint], client, signedIn, http.RequestAborted);
    }

    // Compared here: what was sent is looked up nowhere.
    private async Task<bool> IsOneOf(
        IReadOnlyList<string> named,
        Client client,
        SignedIn signedIn,
        CancellationToken cancellationToken
    ) =>
        await subjects.Known(signedIn.Session.AccountId, client, cancellationToken) is { } known
        && named.Contains(known, StringComparer.Ordinal);

    // Not to the client: it has, or is getting, the answer of the one that came first.
    private static IResult AnsweredAlready() => Results.StatusCode(StatusCodes.Status400BadRequest);
}
