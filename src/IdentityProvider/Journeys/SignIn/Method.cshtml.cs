using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Authenticators;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.SignIn;

/// <summary>The choice of a second factor (R3, R19, R20): text, voice call or app, whatever the account has.</summary>
public sealed class MethodModel(
    Visit visit,
    SecondFactorSignIn signIn,
    IStringLocalizer<SignInTexts> texts,
    WaitWords wait
) : PageModel
{
    // While a code is awaited, another way may still be chosen.
    private static readonly SignInStep[] Here = [SignInStep.Method, SignInStep.Code];

    /// <summary>Who signs in, and for which tool.</summary>
    public Visit Visit => visit;

    /// <summary><c>text</c>, <c>voice</c> or <c>app</c>.</summary>
    [BindProperty(Name = "method")]
    public string? Method { get; set; }

    /// <summary>Whether the person comes from a code that was entered after its time.</summary>
    public bool CodeEnded { get; private set; }

    /// <summary>What the account has.</summary>
    public IReadOnlyList<AuthenticatorOption> Options { get; private set; } = [];

    /// <summary>Whether text or voice is among them: these are restricted authenticators, and the page says so (NIST SP 800-63B-4).</summary>
    public bool OffersRestricted => Options.Any(option => option.Method != AuthenticatorMethod.App);

    /// <summary>Whether the way to replace a lost phone is offered: to who signs in, not to who steps up with what is at hand (D15).</summary>
    public bool LostIsOffered => visit.SignedIn is { Session.SecondFactorAt: null };

    /// <summary>Shows the choice; an only one is chosen already.</summary>
    public async Task<IActionResult> OnGet(
        [FromQuery(Name = "code")] string? code,
        CancellationToken cancellationToken
    )
    {
        CodeEnded = code == "ended";
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        Method = Options.Count == 1 ? Options[0].Method : null;
        return Page();
    }

    /// <summary>Chooses; a code is sent where the method is one that is sent.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        if (Options.All(option => option.Method != Method))
        {
            ModelState.AddModelError("method", texts["Method.Empty"]);
            return Page();
        }

        var result = await signIn.Choose(
            HttpContext,
            visit.SignedIn!,
            Method!,
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            cancellationToken
        );
        switch (result)
        {
            case ChooseResult.NotAvailable:
                ModelState.AddModelError("method", texts["Method.Empty"]);
                return Page();
            case ChooseResult.NotSent { At: { } at }:
                ModelState.AddModelError("method", texts["Method.NotSentUntil", wait.Until(at)]);
                return Page();
            case ChooseResult.NotSent:
                ModelState.AddModelError("method", texts["Method.NotServed"]);
                return Page();
            default:
                return visit.GoTo(SignInStep.Code);
        }
    }

    private async Task<IActionResult?> Begin(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        Options = await signIn.Options(visit.SignedIn!, cancellationToken);
        return null;
    }
}
