using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Journeys.Shared;
using SecureAccess.Keys;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.SignIn;

/// <summary>A new password in place of one that does not meet today's protocols (R7), or that others know (D9): before anything else.</summary>
public sealed class ChangePasswordModel(
    Visit visit,
    ChangePassword change,
    NewPasswordWords newPassword
) : PageModel
{
    private static readonly SignInStep[] Here = [SignInStep.ChangePassword];

    /// <summary>Who signs in, and for which tool.</summary>
    public Visit Visit => visit;

    /// <summary>The new password as typed; never shown again.</summary>
    [BindProperty(Name = "newPassword")]
    public string? NewPassword { get; set; }

    /// <summary>Whether the old one is on a list of those that others know; false: the protocols are new.</summary>
    public bool IsCompromised { get; private set; }

    /// <summary>Says why, and shows the form.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await Begin(cancellationToken) ?? Page();

    /// <summary>Takes the new password.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        // What the binder could not read is said in our words, not its own.
        ModelState.Clear();
        switch (
            await change.To(
                HttpContext,
                visit.SignedIn!,
                new SecretText(NewPassword ?? ""),
                cancellationToken
            )
        )
        {
            case ChangePasswordResult.Changed:
                return await visit.GoOn(cancellationToken);
            case ChangePasswordResult.Refused refused:
                ModelState.AddModelError("newPassword", newPassword.Say(refused.Problem));
                break;
            case ChangePasswordResult.SameAsNow:
                ModelState.AddModelError("newPassword", newPassword.SameAsNow);
                break;
            default:
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                ModelState.AddModelError("", newPassword.Busy);
                break;
        }

        return Page();
    }

    private async Task<IActionResult?> Begin(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        IsCompromised = await change.IsCompromised(visit.SignedIn!, cancellationToken);
        return null;
    }
}
