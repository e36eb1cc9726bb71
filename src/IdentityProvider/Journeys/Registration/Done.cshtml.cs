using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Registration;

/// <summary>Registered and verified (R1): what the person has now, and the way on to the tool.</summary>
public sealed class DoneModel(RegistrationVisit visit) : PageModel
{
    private static readonly RegistrationStep[] Here = [RegistrationStep.Done];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>Shows the page.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await visit.Begin(Here, cancellationToken) ?? Page();
}
