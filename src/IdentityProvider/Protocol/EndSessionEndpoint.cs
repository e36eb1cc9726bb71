using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using SecureAccess.Clients;
using SecureAccess.Protocol.Logout;
using SecureAccess.Sessions;

namespace SecureAccess.Protocol;

/// <summary>
/// RP-initiated logout 1.0. A client that shows its ID token ends the session that the token was issued in, and the person goes back to it.
/// Anyone else can only lead the person to the page that asks.
/// </summary>
public sealed class EndSessionEndpoint(
    CurrentSession current,
    SignInSessions sessions,
    ClientManager clients,
    SubjectIdentifiers subjects,
    PostedLogouts posted
)
{
    /// <summary>Where a person is asked, and told afterwards.</summary>
    private const string AskPage = "/sign-out";
    private const string DonePage = "/signed-out";

    // What the GET after a POST needs of what was sent: neither the token nor a hint, which name the person.
    private static readonly string[] Carried =
    [
        OpenIddictConstants.Parameters.PostLogoutRedirectUri,
        OpenIddictConstants.Parameters.State,
        OpenIddictConstants.Parameters.UiLocales,
    ];

    /// <summary>Answers a request whose addresses and client OpenIddict found right.</summary>
    public async Task<IResult> Handle(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var request = http.GetOpenIddictServerRequest()!;
        var hint = HintOf(http);
        // A cross-site POST carries no Lax cookie: the session can only be ended by the GET that follows.
        if (HttpMethods.IsPost(http.Request.Method))
        {
            return AuthorizeAnswers.SeeOther(http, ByGet(http, request, hint));
        }

        hint ??= posted.Take(http);
        var signedIn = await current.Load(http, http.RequestAborted);
        // Without a token of ours, or with another person's, the wish may be anyone's: ask.
        if (
            hint is null
            || (signedIn is not null && !await Names(hint, signedIn, http.RequestAborted))
        )
        {
            return AuthorizeAnswers.SeeOther(http, signedIn is null ? DonePage : AskPage);
        }

        await sessions.EndCurrent(http, http.RequestAborted);
        return string.IsNullOrEmpty(request.PostLogoutRedirectUri)
            ? AuthorizeAnswers.SeeOther(http, DonePage)
            : Results.SignOut(
                authenticationSchemes: [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]
            );
    }

    private string ByGet(HttpContext http, OpenIddictRequest request, LogoutHint? hint)
    {
        var query = Carried
            .Where(name => request.HasParameter(name))
            .Select(name => KeyValuePair.Create(name, (string?)request[name]))
            .ToList();
        // Only who comes back needs a client: one that is switched off must not stand in the way of signing out.
        if (
            !string.IsNullOrEmpty(request.PostLogoutRedirectUri)
            && (request.ClientId ?? hint?.ClientId) is { Length: > 0 } clientId
        )
        {
            query.Add(
                KeyValuePair.Create(OpenIddictConstants.Parameters.ClientId, (string?)clientId)
            );
        }

        if (hint is not null)
        {
            query.Add(
                KeyValuePair.Create(PostedLogouts.Parameter, (string?)posted.Keep(http, hint))
            );
        }

        return http.Request.Path + QueryString.Create(query);
    }

    private static LogoutHint? HintOf(HttpContext http)
    {
        var principal = http
            .Features.Get<OpenIddictServerAspNetCoreFeature>()!
            .Transaction!.GetProperty<OpenIddictServerEvents.ProcessAuthenticationContext>(
                typeof(OpenIddictServerEvents.ProcessAuthenticationContext).FullName!
            )
            ?.IdentityTokenPrincipal;
        return principal is null
            ? null
            : new LogoutHint(
                principal.GetClaim("sid"),
                principal.GetClaim(OpenIddictConstants.Claims.Subject),
                principal.GetAudiences() is [var only] ? only : null
            );
    }

    private async Task<bool> Names(
        LogoutHint hint,
        SignedIn signedIn,
        CancellationToken cancellationToken
    ) =>
        hint.Sid == signedIn.Session.Sid
        || (
            hint is { ClientId: { } clientId, Subject: { } subject }
            && await clients.FindByClientIdAsync(clientId, cancellationToken) is { } client
            && await subjects.Find(client, subject, cancellationToken) == signedIn.Session.AccountId
        );
}
