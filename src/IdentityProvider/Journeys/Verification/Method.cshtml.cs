using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Authenticators;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Verification;

/// <summary>
/// What to set up now that a letter reached the person (R15): any phone that nobody else activated, by text or call, or the app. It counts
/// only once a code has proved it.
/// </summary>
public sealed class MethodModel(
    RegistrationVisit visit,
    ClaimPhone claim,
    ChooseApp app,
    Authenticators.PhoneNumbers numbers,
    IStringLocalizer<VerificationTexts> texts,
    WaitWords wait
) : PageModel
{
    // While a code is awaited, another way may still be chosen.
    private static readonly RegistrationStep[] Here =
    [
        RegistrationStep.Method,
        RegistrationStep.ActivationCode,
        RegistrationStep.App,
    ];

    private static readonly string[] Methods =
    [
        AuthenticatorMethod.Text,
        AuthenticatorMethod.Voice,
        AuthenticatorMethod.App,
    ];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary><c>text</c>, <c>voice</c> or <c>app</c>.</summary>
    [BindProperty(Name = "method")]
    public string? Method { get; set; }

    /// <summary>The number as typed; empty keeps the one named before, which a password alone must not show again.</summary>
    [BindProperty(Name = "phone")]
    public string? Phone { get; set; }

    /// <summary>The last two digits of the number named before; null when there is none that can be used.</summary>
    public string? KeptEnding => Kept?[^2..];

    /// <summary>Whether a text is among the ways: not to the landline that was named before.</summary>
    public bool OffersText => Kept is null || visit.Situation.Phone!.ReceivesTexts || IsOther;

    /// <summary>Whether another phone than the one named before is to be named.</summary>
    public bool IsOther { get; private set; }

    /// <summary>Whether the person comes from a code that was entered after its time.</summary>
    public bool CodeEnded { get; private set; }

    private string? Kept =>
        visit.Situation.Phone is { Methods.Count: > 0 } phone ? phone.Number : null;

    /// <summary>Shows the choice.</summary>
    public async Task<IActionResult> OnGet(
        [FromQuery(Name = "code")] string? code,
        [FromQuery(Name = "phone")] string? phone,
        CancellationToken cancellationToken
    )
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        Phone = null;
        CodeEnded = code == "ended";
        IsOther = phone == "other";
        if (phone == "refused")
        {
            ModelState.AddModelError("phone", texts["Method.PhoneRefused"]);
        }

        return Page();
    }

    /// <summary>Chooses: sends the activation code, or shows the app's secret.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        IsOther = !string.IsNullOrWhiteSpace(Phone);
        if (!Methods.Contains(Method))
        {
            ModelState.AddModelError("method", texts["Method.Empty"]);
            return Page();
        }

        if (Method == AuthenticatorMethod.App)
        {
            await app.Show(HttpContext, visit.SignedIn, cancellationToken);
            return visit.GoTo(RegistrationStep.App);
        }

        if ((IsOther ? numbers.TryRead(Phone) : Kept) is not { } number)
        {
            ModelState.AddModelError(
                "phone",
                IsOther ? texts["Phone.NotANumber"] : texts["Method.PhoneEmpty"]
            );
            return Page();
        }

        await app.Hide(visit.SignedIn, cancellationToken);
        return await Answer(
            await claim.Claim(
                HttpContext,
                visit.SignedIn,
                number,
                Method!,
                CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
                cancellationToken
            ),
            cancellationToken
        );
    }

    private async Task<IActionResult> Answer(
        ClaimResult result,
        CancellationToken cancellationToken
    )
    {
        // What was claimed now is the phone that the page is about.
        await visit.Begin(cancellationToken);
        switch (result)
        {
            case ClaimResult.Unavailable:
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                ModelState.AddModelError("", texts["Phone.Unavailable"]);
                return Page();
            case ClaimResult.TooMany many:
                ModelState.AddModelError("phone", texts["Phone.TooMany", wait.Until(many.At)]);
                return Page();
            case ClaimResult.OtherWays:
                ModelState.AddModelError("phone", texts["Method.PhoneRefused"]);
                return Page();
            case ClaimResult.OnlyCalls:
                ModelState.AddModelError("method", texts["Method.OnlyCalls"]);
                return Page();
            case ClaimResult.NotSent { At: null }:
                ModelState.AddModelError("phone", texts["Phone.NotServed"]);
                return Page();
            case ClaimResult.NotSent { At: { } at }
                when visit.Situation.Step != RegistrationStep.ActivationCode:
                ModelState.AddModelError("phone", texts["Phone.NotSentUntil", wait.Until(at)]);
                return Page();
            default:
                return visit.GoTo(RegistrationStep.ActivationCode);
        }
    }

    private async Task<IActionResult?> Begin(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        if (visit.Situation.Letter is not { IsAccepted: true })
        {
            return visit.GoTo(visit.Situation.Step);
        }

        // No second factor is bound beside one that was not proved a moment ago.
        return visit.Situation.FreshFactorMissing ? visit.GoTo(RegistrationStep.FreshFactor) : null;
    }
}
