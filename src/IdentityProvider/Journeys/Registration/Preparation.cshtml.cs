using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Registration;

/// <summary>
/// Before registering (R10, R11, R22): what the process is, what to have at hand, and the three codes. Who is signed in goes on as that
/// person, or signs out first.
/// </summary>
public sealed class PreparationModel(
    RegistrationVisit visit,
    SignInSessions sessions,
    SignInRequests requests
) : PageModel
{
    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>Whether this browser is in a session whose account needs nothing more of a registration, or has two factors.</summary>
    public bool IsSignedIn => visit.Situation.SignedIn?.Session.SecondFactorAt is not null;

    /// <summary>Whether a registration was begun in this browser.</summary>
    public bool HasBegun => !IsSignedIn && visit.Situation.Step != RegistrationStep.Email;

    /// <summary>Shows the page.</summary>
    public async Task OnGet(CancellationToken cancellationToken) =>
        await visit.Begin(cancellationToken);

    /// <summary>Goes on where the registration that was begun in this browser stopped.</summary>
    public async Task<IActionResult> OnPostContinue(CancellationToken cancellationToken)
    {
        await visit.Begin(cancellationToken);
        return visit.GoTo(visit.Situation.Step);
    }

    /// <summary>Goes on as the person who is signed in.</summary>
    public async Task<IActionResult> OnPostGoOn(CancellationToken cancellationToken)
    {
        await visit.Begin(cancellationToken);
        if (!IsSignedIn)
        {
            return visit.GoTo(RegistrationAddresses.Preparation);
        }

        if (visit.Request is null)
        {
            return Redirect("/");
        }

        await requests.MarkServed(visit.Request, Served.Create, cancellationToken);
        return Redirect(SignInAddresses.Of(SignInStep.Done, visit.Request.Id));
    }

    /// <summary>Ends the session, or what was begun here without one, to register as someone else.</summary>
    public async Task<IActionResult> OnPostSignOut(CancellationToken cancellationToken)
    {
        await visit.Begin(cancellationToken);
        await sessions.EndCurrent(HttpContext, cancellationToken);
        RegistrationBrowser.Forget(HttpContext);
        return visit.GoTo(RegistrationAddresses.Preparation);
    }
}
