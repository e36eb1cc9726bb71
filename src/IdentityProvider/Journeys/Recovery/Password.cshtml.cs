using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Journeys.Recovery;

/// <summary>A forgotten password (D15): a recovery code goes to the mailbox of the name that is given. One answer for all names (D21).</summary>
public sealed class PasswordModel(
    StartRecovery start,
    IStringLocalizer<RecoveryTexts> texts,
    WaitWords wait
) : PageModel
{
    /// <summary>The username or email address as typed; shown again after an error.</summary>
    [BindProperty(Name = "username")]
    public string? Username { get; set; }

    /// <summary>Whether the person comes from a code that was entered after its time.</summary>
    public bool CodeEnded { get; private set; }

    /// <summary>Shows the form.</summary>
    public void OnGet([FromQuery(Name = "code")] string? code) => CodeEnded = code == "ended";

    /// <summary>Takes the name.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (TypedNames.ProblemOfName(Username) is { } problem)
        {
            ModelState.AddModelError("username", texts[problem, SingleLine.LongestName]);
            return Page();
        }

        var result = await start.WithName(
            HttpContext,
            Username!.Trim(),
            RecoveryFor.Password,
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            cancellationToken
        );
        if (result is AskResult.Later later)
        {
            ModelState.AddModelError("username", texts["Wait", wait.Until(later.At)]);
            return Page();
        }

        return RecoveryVisit.GoTo(RecoveryStep.Code);
    }
}
