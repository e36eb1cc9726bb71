using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Accounts;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Journeys.Recovery;

/// <summary>"This was not me" (D15), to which every notice leads: a recovery code goes to the mailbox. One answer for all (D21).</summary>
public sealed class NotMeModel(
    StartRecovery start,
    IStringLocalizer<RecoveryTexts> texts,
    WaitWords wait
) : PageModel
{
    /// <summary>The address as typed; shown again after an error.</summary>
    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    /// <summary>Whether the person comes from a code that was entered after its time.</summary>
    public bool CodeEnded { get; private set; }

    /// <summary>Says what it does, and shows the form.</summary>
    public void OnGet([FromQuery(Name = "code")] string? code) => CodeEnded = code == "ended";

    /// <summary>Takes the address.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (TypedNames.ProblemOfEmail(Email) is { } problem)
        {
            ModelState.AddModelError("email", texts[problem]);
            return Page();
        }

        var result = await start.WithName(
            HttpContext,
            EmailAddressRules.TryRead(Email)!,
            RecoveryFor.Secure,
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            cancellationToken
        );
        if (result is AskResult.Later later)
        {
            ModelState.AddModelError("email", texts["Wait", wait.Until(later.At)]);
            return Page();
        }

        return RecoveryVisit.GoTo(RecoveryStep.Code);
    }
}
