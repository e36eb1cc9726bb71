using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Journeys.Shared;
using SecureAccess.Keys;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Journeys.Recovery;

/// <summary>The new password of a recovery, once the proofs are there (D8, D15).</summary>
public sealed class NewPasswordModel(
    RecoveryVisit visit,
    ResetPassword reset,
    NewPasswordWords words
) : PageModel
{
    private static readonly RecoveryStep[] Here = [RecoveryStep.NewPassword];

    /// <summary>The new password as typed; never shown again.</summary>
    [BindProperty(Name = "newPassword")]
    public string? NewPassword { get; set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await visit.Begin(Here, cancellationToken) ?? Page();

    /// <summary>Takes the new password.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        // What the binder could not read is said in our words, not its own.
        ModelState.Clear();
        switch (
            await reset.To(
                HttpContext,
                visit.Recovering,
                new SecretText(NewPassword ?? ""),
                cancellationToken
            )
        )
        {
            case ResetResult.Done:
                return visit.Recovering.Recovery.For == RecoveryFor.Phone
                    ? await visit.GoOn(cancellationToken)
                    : Redirect(RecoveryAddresses.Done);
            case ResetResult.Gone:
                return Redirect(RecoveryAddresses.Ways);
            case ResetResult.Refused refused:
                ModelState.AddModelError("newPassword", words.Say(refused.Problem));
                break;
            case ResetResult.SameAsNow:
                ModelState.AddModelError("newPassword", words.SameAsNow);
                break;
            default:
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                ModelState.AddModelError("", words.Busy);
                break;
        }

        return Page();
    }
}
