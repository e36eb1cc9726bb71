using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.SignOut;

/// <summary>Asks whether to sign out, and does so: the session ends for every tool at once.</summary>
public sealed class SignOutModel(CurrentSession current, SignInSessions sessions) : PageModel
{
    /// <summary>The username of who is signed in; null while the account has none.</summary>
    public string? Username { get; private set; }

    /// <summary>Asks; who is not signed in is told so.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await current.Load(HttpContext, cancellationToken) is not { } signedIn)
        {
            return RedirectToPage("SignedOut");
        }

        Username = signedIn.Username;
        return Page();
    }

    /// <summary>Signs out.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        await sessions.EndCurrent(HttpContext, cancellationToken);
        return RedirectToPage("SignedOut");
    }
}
