using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Authenticators;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Journeys.Recovery;

/// <summary>The second proof of a recovery (D15): a second factor that the account has.</summary>
public sealed class MethodModel(
    RecoveryVisit visit,
    SecondFactorSignIn factors,
    IStringLocalizer<RecoveryTexts> texts,
    WaitWords wait
) : PageModel
{
    // While a code is awaited, another way may still be chosen.
    private static readonly RecoveryStep[] Here = [RecoveryStep.Method, RecoveryStep.SecurityCode];

    /// <summary><c>text</c>, <c>voice</c> or <c>app</c>.</summary>
    [BindProperty(Name = "method")]
    public string? Method { get; set; }

    /// <summary>Whether the person comes from a code that was entered after its time.</summary>
    public bool CodeEnded { get; private set; }

    /// <summary>What the account has.</summary>
    public IReadOnlyList<AuthenticatorOption> Options => visit.Situation.Options;

    /// <summary>Shows the choice; an only one is chosen already.</summary>
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

        Method = Options.Count == 1 ? Options[0].Method : null;
        return Page();
    }

    /// <summary>Chooses; a code is sent where the method is one that is sent.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        if (Options.All(option => option.Method != Method))
        {
            ModelState.AddModelError("method", texts["Method.Empty"]);
            return Page();
        }

        var result = await factors.Choose(
            HttpContext,
            visit.Recovering.SignedIn,
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
                return RecoveryVisit.GoTo(RecoveryStep.SecurityCode);
        }
    }
}
