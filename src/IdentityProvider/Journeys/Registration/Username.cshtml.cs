using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Accounts;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Registration;

/// <summary>"No e-Services account was found: choose a username" (D14), before the return to the tool.</summary>
public sealed class UsernameModel(
    RegistrationVisit visit,
    ChooseUsername choose,
    IStringLocalizer<RegistrationTexts> texts,
    WaitWords wait
) : PageModel
{
    private static readonly RegistrationStep[] Here = [RegistrationStep.Username];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>The username as typed; shown again after an error.</summary>
    [BindProperty(Name = "username")]
    public string? Username { get; set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await visit.Begin(Here, cancellationToken) ?? Page();

    /// <summary>Sets the username.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        if (string.IsNullOrWhiteSpace(Username))
        {
            ModelState.AddModelError("username", texts["Username.Empty"]);
            return Page();
        }

        switch (
            await choose.Choose(HttpContext, visit.SignedIn, Username.Trim(), cancellationToken)
        )
        {
            case UsernameResult.NotForm:
                ModelState.AddModelError("username", texts["Username.NotForm"]);
                return Page();
            case UsernameResult.NotAvailable:
                ModelState.AddModelError("username", texts["Username.NotAvailable"]);
                return Page();
            case UsernameResult.Wait until:
                ModelState.AddModelError(
                    "username",
                    texts["Username.Wait", wait.Until(until.Until)]
                );
                return Page();
            default:
                return await visit.GoOn(cancellationToken);
        }
    }
}
