using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Journeys.Shared;

namespace SecureAccess.Journeys.Registration;

/// <summary>This registration cannot go on in this browser: it did elsewhere, or its address has an account now. No more is told (D21).</summary>
public sealed class EndedModel(RegistrationVisit visit) : PageModel
{
    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>Shows the page.</summary>
    public async Task OnGet(CancellationToken cancellationToken) =>
        await visit.Begin(cancellationToken);
}
