using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Verification;

/// <summary>
/// A letter is under way (R18): what to do until it comes, and the code that it brings. Until then the session opens pages of
/// registering only (D18).
/// </summary>
public sealed class LetterCodeModel(
    RegistrationVisit visit,
    EnterMailedCode enter,
    EndLostFactors lost,
    AskForLetter ask,
    EntryErrors errors,
    IStringLocalizer<VerificationTexts> texts
) : PageModel
{
    // Who was texted a code meanwhile may have the letter in hand.
    private static readonly RegistrationStep[] Here =
    [
        RegistrationStep.LetterCode,
        RegistrationStep.ActivationCode,
    ];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>The code as typed; never shown again.</summary>
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    /// <summary>The letter that is under way.</summary>
    public LetterState Letter => visit.Situation.Letter!;

    /// <summary>Whether it was just sent.</summary>
    public bool IsSent { get; private set; }

    /// <summary>Whether the person comes with a phone that cannot finish the registration now.</summary>
    public bool PhoneIsRefused { get; private set; }

    /// <summary>When the next letter may be sent (D6); null while nothing was refused.</summary>
    public DateTimeOffset? NotBefore { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGet(
        [FromQuery(Name = "letter")] string? letter,
        [FromQuery(Name = "phone")] string? phone,
        CancellationToken cancellationToken
    )
    {
        IsSent = letter == "sent";
        PhoneIsRefused = phone == "refused";
        return await Begin(cancellationToken) ?? Page();
    }

    /// <summary>Checks the code.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        var result = await enter.Enter(
            HttpContext,
            visit.SignedIn,
            Code,
            token => lost.End(visit.Situation, token),
            cancellationToken
        );
        if (result is not (EntryResult.Accepted or EntryResult.NoChallenge))
        {
            // Sent twice, the first one was accepted meanwhile.
            if (await Begin(cancellationToken) is { } moved)
            {
                return moved;
            }

            errors.Add(ModelState, result, CodeKind.MailedActivation);
            return Page();
        }

        return await visit.GoOn(cancellationToken);
    }

    /// <summary>Sends a new letter; the code in the one before is void at once (D6).</summary>
    public async Task<IActionResult> OnPostResend(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        var result = await ask.Send(
            visit.SignedIn.Session.AccountId,
            Letter,
            visit.LetterPurpose,
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            cancellationToken
        );
        if (result is LetterResult.NotBefore refused)
        {
            NotBefore = refused.At;
            ModelState.AddModelError("", texts["Letter.NotBefore"]);
            return Page();
        }

        return visit.GoTo(RegistrationAddresses.LetterSent);
    }

    private async Task<IActionResult?> Begin(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        return visit.Situation.Letter is { IsAwaited: true }
            ? null
            : visit.GoTo(visit.Situation.Step);
    }
}
