using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Authenticators;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Verification;

/// <summary>
/// The mail way (R15, R18): what it is for, where the letter goes, and asking for it. Whoever comes with a phone that cannot finish now is
/// told so, without the reason: a phone of someone else's is answered the same (R21, D12).
/// </summary>
public sealed class LetterModel(
    RegistrationVisit visit,
    AskForLetter ask,
    AddressOfRecord addresses,
    IStringLocalizer<VerificationTexts> texts
) : PageModel
{
    private static readonly RegistrationStep[] Here =
    [
        RegistrationStep.Phone,
        RegistrationStep.ActivationCode,
        RegistrationStep.Letter,
    ];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>Whether a phone was named that cannot finish the registration now.</summary>
    public bool PhoneIsRefused => visit.Situation.Phone is { Methods.Count: 0 };

    /// <summary>
    /// City, state and postal code of the address of record: a password alone must not show more. Null where it was confirmed in another
    /// session than this recovery's.
    /// </summary>
    public string? ShortAddress { get; private set; }

    /// <summary>When the next letter may be sent (D6); null while nothing was refused.</summary>
    public DateTimeOffset? NotBefore { get; private set; }

    /// <summary>Shows the page; a letter that is under way has one of its own.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await Begin(cancellationToken) ?? Page();

    /// <summary>Sends the letter.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        var result = await ask.Send(
            visit.SignedIn.Session.AccountId,
            visit.Situation.Letter,
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
            return visit.Situation.Step == RegistrationStep.LetterCode && PhoneIsRefused
                ? visit.GoTo(RegistrationAddresses.LetterInstead)
                : elsewhere;
        }

        if (visit.Situation.Letter is { IsAwaited: true })
        {
            return visit.GoTo(RegistrationStep.LetterCode);
        }

        var target = visit.Situation.ProofedHere
            ? await addresses.Of(visit.SignedIn.Session.AccountId, cancellationToken)
            : null;
        ShortAddress = target?.ShortAddress;
        return null;
    }
}
