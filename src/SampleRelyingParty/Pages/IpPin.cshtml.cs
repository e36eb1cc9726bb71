using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SampleRelyingParty.IpPin;
using SampleRelyingParty.SignIn;
using SampleRelyingParty.StepUp;
using SampleRelyingParty.Tools;

namespace SampleRelyingParty.Pages;

/// <summary>
/// The IP PIN tool. It signs in without <c>max_age</c>; when its API answers with the challenge of RFC 9470 it goes back to the
/// provider with what the challenge names, and asks the API again.
/// </summary>
public sealed class IpPinModel(IpPinClient api, TimeProvider clock) : PageModel
{
    // A challenge that comes again this soon after it was answered would only go round in circles.
    private static readonly TimeSpan JustAnswered = TimeSpan.FromSeconds(30);

    /// <summary>This tool.</summary>
    public Tool Tool => Tool.IpPin;

    /// <summary>Who is signed in to it; null when nobody is.</summary>
    public ToolSession? Session { get; private set; }

    /// <summary>What the API said; null when nobody is signed in.</summary>
    public IpPinResult? Result { get; private set; }

    /// <summary>Asks the API, and steps up when it says so.</summary>
    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        Session = await ToolSession.Read(HttpContext, Tool);
        if (Session is null)
        {
            return Page();
        }

        Result = await api.Ask(Session.AccessToken, ct);
        return
            Result is IpPinResult.Challenged { Challenge: var challenge }
            && !WasJustAnswered(Session, challenge)
            ? await ToolChallenge.SignIn(HttpContext, Tool, Answering(challenge))
            : Page();
    }

    private bool WasJustAnswered(ToolSession session, StepUpChallenge challenge) =>
        session.Answers == challenge.Error && clock.GetUtcNow() - session.SignedInAt < JustAnswered;

    private static OpenIdConnectChallengeProperties Answering(StepUpChallenge challenge)
    {
        var properties = new OpenIdConnectChallengeProperties { MaxAge = challenge.MaxAge };
        properties.Items[ToolSession.AnswersItem] = challenge.Error;
        properties.SetParameter(ToolSignInEvents.AcrValues, challenge.AcrValues);
        return properties;
    }
}
