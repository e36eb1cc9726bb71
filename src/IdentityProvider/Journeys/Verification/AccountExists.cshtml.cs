using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Verification;

/// <summary>
/// One person, one account (D13): after the full proof and both factors the person is told that there is an account already and how to
/// reach it. This registration stays unfinished.
/// </summary>
public sealed class AccountExistsModel(RegistrationVisit visit, SignInSessions sessions) : PageModel
{
    private static readonly RegistrationStep[] Here = [RegistrationStep.AccountExists];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>Shows the page.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await visit.Begin(Here, cancellationToken) ?? Page();

    /// <summary>Ends this registration's session, and goes to sign in to the account that there is.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        await sessions.EndCurrent(HttpContext, cancellationToken);
        return Redirect(SignInAddresses.Of(SignInStep.Password, visit.Request?.Id));
    }
}
