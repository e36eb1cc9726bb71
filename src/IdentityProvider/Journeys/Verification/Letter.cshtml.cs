using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Verification;

/// <summary>
/// The mail way (R15): what it is for, and that letters are not open yet. Everything entered is kept. Whoever comes with a phone that
/// cannot finish now is told so, without the reason: a phone of someone else's is answered the same (R21, D12).
/// </summary>
public sealed class LetterModel(RegistrationVisit visit) : PageModel
{
    private static readonly RegistrationStep[] Here =
    [
        RegistrationStep.Phone,
        RegistrationStep.ActivationCode,
    ];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>Whether a phone was named that cannot finish the registration now.</summary>
    public bool PhoneIsRefused => visit.Situation.Phone is { MayBeTexted: false };

    /// <summary>Shows the page.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await visit.Begin(Here, cancellationToken) ?? Page();
}
