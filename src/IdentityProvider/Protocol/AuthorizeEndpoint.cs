using System.Text.Json;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using SecureAccess.Clients;
using SecureAccess.Protocol.Requests;
using SecureAccess.Protocol.Tokens;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Protocol;

/// <summary>
/// Where a login begins and ends (R2, R23): does the session meet what this client and this request require? If so, a code; if not,
/// the request is stored and the browser goes where <see cref="SignInProgress"/> says. It comes back here, and all is decided again.
/// </summary>
public sealed class AuthorizeEndpoint(
    ClientManager clients,
    CurrentSession current,
    SignInRequests requests,
    RequestedConsents consents,
    UnfinishedRegistrations unfinished,
    AuthorizeAnswers answers,
    TimeProvider clock
)
{
    /// <summary>Answers a request that OpenIddict found valid.</summary>
    public async Task<IResult> Handle(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var cancellationToken = http.RequestAborted;
        var request = http.GetOpenIddictServerRequest()!;
        var stored = http.Features.Get<RestoredRequest>()?.Request;
        var client = (await clients.FindByClientIdAsync(request.ClientId!, cancellationToken))!;
        var reading = stored is null
            ? AuthorizeRules.Read(request, client, clock.GetUtcNow())
            : new AuthorizeReading.Wanted(SignInNeeds.Of(stored));
        if (reading is AuthorizeReading.Wrong wrong)
        {
            return AuthorizeAnswers.Error(wrong.Error, wrong.Description);
        }

        var needs = ((AuthorizeReading.Wanted)reading).Needs;
        // A cross-site POST carries no Lax cookie: the session can only be read by the GET that follows.
        if (HttpMethods.IsPost(http.Request.Method))
        {
            return await Store(http, request, needs, SignInStep.Done);
        }

        var signedIn = await current.Load(http, cancellationToken);
        var claims = await consents.SingleClaims(client, request, cancellationToken);
        var consented =
            signedIn is null
            || await consents.Cover(signedIn, client, request, claims, cancellationToken);
        var step = SignInProgress.Next(
            // A consent given for this request counts only for the account that gave it.
            new Proved(
                signedIn,
                CodeAwaited: false,
                stored?.ServedFor(signedIn?.Session.AccountId, consented) ?? Served.None,
                stored?.Refusal,
                await unfinished.Of(signedIn, cancellationToken)
            ),
            needs with
            {
                ConsentNeeded = !consented || request.HasPromptValue("consent"),
            }
        );
        if (step == SignInStep.Done && !await answers.HintNames(http, client, signedIn!))
        {
            // The client knows another person here: choose the account, once.
            if (stored is not null || request.HasPromptValue("none"))
            {
                return await answers.Error(http, stored, OpenIddictConstants.Errors.LoginRequired);
            }

            step = SignInStep.SelectAccount;
            needs = needs with { Prompts = needs.Prompts | Prompts.SelectAccount };
        }

        return step switch
        {
            SignInStep.Done => await answers.Code(
                http,
                new CodeToIssue(client, request, signedIn!) { Claims = claims },
                stored
            ),
            SignInStep.Refused => await answers.Error(http, stored!, stored!.Refusal!),
            _ when request.HasPromptValue("none") => await answers.Error(
                http,
                stored,
                AuthorizeRules.ErrorInsteadOf(step)
            ),
            _ when stored is not null => Results.Redirect(SignInAddresses.Of(step, stored.Id)),
            _ => await Store(http, request, needs, step),
        };
    }

    private async Task<IResult> Store(
        HttpContext http,
        OpenIddictRequest request,
        SignInNeeds needs,
        SignInStep step
    )
    {
        var stored = await requests.Store(
            new NewSignInRequest(
                request.ClientId!,
                JsonSerializer.Serialize(request),
                RedirectOrigin.Of(request.RedirectUri)!.Source,
                needs
            ),
            http,
            http.RequestAborted
        );
        return AuthorizeAnswers.SeeOther(http, SignInAddresses.Of(step, stored.Id));
    }
}
