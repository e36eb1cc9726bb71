using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Journeys.Recovery;

/// <summary>"This was not me", confirmed in a recovery session (D15): one button ends everything.</summary>
public sealed class SecureModel(RecoveryVisit visit, SecureAccount secure) : PageModel
{
    private static readonly RecoveryStep[] Here = [RecoveryStep.Secure];

    /// <summary>Says what it does.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await visit.Begin(Here, cancellationToken) ?? Page();

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        await secure.NotMe(visit.Recovering, cancellationToken);
        return Redirect(RecoveryAddresses.Secured);
    }
}
