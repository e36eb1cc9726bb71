using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Journeys.Recovery;

/// <summary>What "This was not me" has done, and the way on to a new password with the second proof (D15).</summary>
public sealed class SecuredModel(RecoveryVisit visit) : PageModel
{
    private static readonly RecoveryStep[] Here =
    [
        RecoveryStep.Method,
        RecoveryStep.SecurityCode,
        RecoveryStep.NewPassword,
    ];

    /// <summary>Where the new password is come to.</summary>
    public string NextAddress => RecoveryAddresses.Of(visit.Situation.Step);

    /// <summary>Shows it to who has secured the account in this recovery.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        return visit.Recovering.Recovery.SecuredAt is null
            ? RecoveryVisit.GoTo(visit.Situation.Step)
            : Page();
    }
}
