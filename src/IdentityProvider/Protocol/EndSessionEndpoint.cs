using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using SecureAccess.Clients;
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
    SubjectIdentifiers subjects
)
{
    /// <summary>Where a person is asked, and told afterwards.</summary>
    private const string AskPage = "/sign-out";
    private const string DonePage = "/signed-out";

    /// <summary>Answers a request whose addresses and client OpenIddict found right.</summary>
    public async Task<IResult> Handle(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var request = http.GetOpenIddictServerRequest()!;
        // A cross-site POST carries no Lax cookie: the session can only be ended by the GET that follows.
        if (HttpMethods.IsPost(http.Request.Method))
        {
            return AuthorizeAnswers.SeeOther(
                http,
                http.Request.Path
                    + QueryString.Create(
                        request
                            .GetParameters()
                            .Select(sent => KeyValuePair.Create(sent.Key, (string?)sent.Value))
                    )
            );
        }

        var signedIn = await current.Load(http, http.RequestAborted);
        var hint = http
            .Features.Get<OpenIddictServerAspNetCoreFeature>()!
            .Transaction!.GetProperty<OpenIddictServerEvents.ProcessAuthenticationContext>(
                typeof(OpenIddictServerEvents.ProcessAuthenticationContext).FullName!
            )
            ?.IdentityTokenPrincipal;
        // Without a token of ours, or with another person's, the wish may be anyone's: ask.
        if (hint is null || (signedIn is not null && !await Names(hint, signedIn, http)))
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

    private async Task<bool> Names(
        System.Security.Claims.ClaimsPrincipal hint,
        SignedIn signedIn,
        HttpContext http
    )
    {
        if (hint.GetClaim("sid") == signedIn.Session.Sid)
        {
            return true;
        }

        var audience = hint.GetAudiences();
        return audience.Length == 1
            && hint.GetClaim(OpenIddictConstants.Claims.Subject) is { } subject
            && await clients.FindByClientIdAsync(audience[0], http.RequestAborted) is { } client
            && await subjects.Find(client, subject, http.RequestAborted)
                == signedIn.Session.AccountId;
    }
}
