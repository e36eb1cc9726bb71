using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Authenticators;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Verification;

/// <summary>Your phone (R11, R14): one in the person's name finishes the registration in this session.</summary>
public sealed class PhoneModel(
    RegistrationVisit visit,
    ClaimPhone claim,
    Authenticators.PhoneNumbers numbers,
    IStringLocalizer<VerificationTexts> texts,
    WaitWords wait
) : PageModel
{
    // While a code is awaited, by text or by letter, another phone may still be named.
    private static readonly RegistrationStep[] Here =
    [
        RegistrationStep.Phone,
        RegistrationStep.ActivationCode,
        RegistrationStep.LetterCode,
    ];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>The number as typed; shown again after an error. Empty keeps the one named before, which a password alone must not show again.</summary>
    [BindProperty(Name = "phone")]
    public string? Phone { get; set; }

    /// <summary>The last two digits of the number named before; null when there is none.</summary>
    public string? KeptEnding => visit.Situation.Phone?.Number[^2..];

    /// <summary>Whether the person comes from a code that was entered after its time.</summary>
    public bool CodeEnded { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGet(
        [FromQuery(Name = "code")] string? code,
        CancellationToken cancellationToken
    )
    {
        CodeEnded = code == "ended";
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        return visit.Situation.FreshFactorMissing
            ? visit.GoTo(RegistrationStep.FreshFactor)
            : Page();
    }

    /// <summary>Takes the number: asks whose phone it is, and sends the activation code where that can be.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        // No second factor is bound beside one that was not proved a moment ago.
        if (visit.Situation.FreshFactorMissing)
        {
            return visit.GoTo(RegistrationStep.FreshFactor);
        }

        ModelState.Clear();
        var kept = string.IsNullOrWhiteSpace(Phone) ? visit.Situation.Phone?.Number : null;
        if ((kept ?? numbers.TryRead(Phone)) is not { } number)
        {
            ModelState.AddModelError(
                "phone",
                string.IsNullOrWhiteSpace(Phone) ? texts["Phone.Empty"] : texts["Phone.NotANumber"]
            );
            return Page();
        }

        switch (
            await claim.Claim(
                HttpContext,
                visit.SignedIn,
                number,
                AuthenticatorMethod.Text,
                CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
                cancellationToken
            )
        )
        {
            case ClaimResult.Unavailable:
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                ModelState.AddModelError("", texts["Phone.Unavailable"]);
                return Page();
            case ClaimResult.TooMany many:
                ModelState.AddModelError("phone", texts["Phone.TooMany", wait.Until(many.At)]);
                return Page();
            case ClaimResult.OtherWays or ClaimResult.OnlyCalls:
                return visit.GoTo(RegistrationAddresses.Letter);
            case ClaimResult.NotSent { At: null }:
                ModelState.AddModelError("phone", texts["Phone.NotServed"]);
                return Page();
            case ClaimResult.NotSent { At: { } at } when !await IsAwaited(cancellationToken):
                ModelState.AddModelError("phone", texts["Phone.NotSentUntil", wait.Until(at)]);
                return Page();
            default:
                return visit.GoTo(RegistrationStep.ActivationCode);
        }
    }

    // A code that went to this number a moment ago still counts.
    private async Task<bool> IsAwaited(CancellationToken cancellationToken)
    {
        await visit.Begin(cancellationToken);
        return visit.Situation.Step == RegistrationStep.ActivationCode;
    }
}
