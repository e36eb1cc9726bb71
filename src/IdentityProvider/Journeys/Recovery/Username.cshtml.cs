using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Accounts;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Journeys.Recovery;

/// <summary>A forgotten username (D15): it goes to the email address that is given. Known or unknown, the answer is the same (D21).</summary>
public sealed class UsernameModel(
    RemindUsername remind,
    IStringLocalizer<RecoveryTexts> texts,
    WaitWords wait
) : PageModel
{
    /// <summary>The address as typed; shown again after an error.</summary>
    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    /// <summary>Whether it was asked for.</summary>
    public bool Sent { get; private set; }

    /// <summary>Shows the form, or that it was asked for.</summary>
    public void OnGet([FromQuery(Name = "sent")] string? sent) => Sent = sent == "yes";

    /// <summary>Takes the address; a message goes to it.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (TypedNames.ProblemOfEmail(Email) is { } problem)
        {
            ModelState.AddModelError("email", texts[problem]);
            return Page();
        }

        var result = await remind.To(
            HttpContext,
            EmailAddressRules.TryRead(Email)!,
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            cancellationToken
        );
        if (result is AskResult.Later later)
        {
            ModelState.AddModelError("email", texts["Wait", wait.Until(later.At)]);
            return Page();
        }

        return RecoveryVisit.GoTo(RecoveryAddresses.Username, "sent", "yes");
    }
}
