using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Verification;

/// <summary>The activation code (R17): it validates the phone, and completes the registration.</summary>
public sealed class ActivationCodeModel(
    RegistrationVisit visit,
    ActivatePhone activate,
    ClaimPhone claim,
    EntryErrors errors,
    IStringLocalizer<VerificationTexts> texts,
    WaitWords wait
) : PageModel
{
    private static readonly RegistrationStep[] Here = [RegistrationStep.ActivationCode];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>The code as typed; never shown again.</summary>
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    /// <summary>The last two digits of the phone that it was sent to.</summary>
    public string Ending => visit.Situation.Phone!.Number[^2..];

    /// <summary>How it was sent: <c>text</c> or <c>voice</c>.</summary>
    public string Method => visit.Situation.Phone!.SentBy!;

    /// <summary>Whether it was spoken.</summary>
    public bool IsCall => Method == AuthenticatorMethod.Voice;

    /// <summary>Where another phone or another way is chosen.</summary>
    public RegistrationStep OtherWay =>
        visit.Situation.Letter is { IsAccepted: true }
            ? RegistrationStep.Method
            : RegistrationStep.Phone;

    /// <summary>Whether another code was just sent on demand.</summary>
    public bool SentAgain { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGet(
        [FromQuery(Name = "sent")] string? sent,
        CancellationToken cancellationToken
    )
    {
        SentAgain = sent == "again";
        return await visit.Begin(Here, cancellationToken) ?? Page();
    }

    /// <summary>Checks the code.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            // A code that came too late: the page that follows says so, and how to get a new one.
            return visit.Situation.Step is RegistrationStep.Phone or RegistrationStep.Method
                ? Redirect(Saying(visit.Situation.Step, "code", "ended"))
                : elsewhere;
        }

        ModelState.Clear();
        var result = await activate.Enter(
            HttpContext,
            visit.SignedIn,
            Code,
            visit.Request,
            cancellationToken
        );
        switch (result)
        {
            case EntryResult.Accepted when visit.Situation.IsReplacement:
                return await visit.AfterReplacement(cancellationToken);
            case EntryResult.Accepted:
                return await AfterAccepted(cancellationToken);
            case EntryResult.NoChallenge:
                return await visit.GoOn(cancellationToken);
            default:
                errors.Add(ModelState, result, CodeKind.Activation);
                return Page();
        }
    }

    /// <summary>Sends another code, within D7's rules.</summary>
    public async Task<IActionResult> OnPostResend(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var result = await claim.Send(
            HttpContext,
            visit.SignedIn,
            Method,
            language,
            cancellationToken
        );
        switch (result)
        {
            case ClaimResult.NotSent { At: { } at }:
                ModelState.AddModelError("", texts["Code.ResendLater", wait.Until(at)]);
                return Page();
            case ClaimResult.CodeSent:
                return Redirect(Saying(RegistrationStep.ActivationCode, "sent", "again"));
            default:
                return visit.GoTo(RegistrationAddresses.Letter);
        }
    }

    // R21: the phone was activated by someone else in the meantime. The other ways are told, and no reason.
    private async Task<IActionResult> AfterAccepted(CancellationToken cancellationToken)
    {
        await visit.Begin(cancellationToken);
        return visit.Situation.Step switch
        {
            RegistrationStep.Phone or RegistrationStep.LetterCode => visit.GoTo(
                RegistrationAddresses.Letter
            ),
            RegistrationStep.Method => Redirect(
                Saying(RegistrationStep.Method, "phone", "refused")
            ),
            var step => visit.GoTo(step),
        };
    }

    private string Saying(RegistrationStep step, string name, string value) =>
        QueryHelpers.AddQueryString(visit.AddressOf(step), name, value);
}
