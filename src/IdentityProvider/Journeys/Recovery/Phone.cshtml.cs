using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Journeys.Recovery;

/// <summary>
/// A lost phone or app (D15): what replacing it takes, and the start of it. Who has just given the password goes on with that; anyone else
/// gives a name, and a recovery code goes to its mailbox. One answer for all names (D21).
/// </summary>
public sealed class PhoneModel(
    CurrentSession current,
    RecoveryVisit visit,
    StartRecovery start,
    OpenReplacement replacement,
    IStringLocalizer<RecoveryTexts> texts,
    WaitWords wait
) : PageModel
{
    /// <summary>The username or email address as typed; shown again after an error.</summary>
    [BindProperty(Name = "username")]
    public string? Username { get; set; }

    /// <summary>Whether the person comes from a code that was entered after its time.</summary>
    public bool CodeEnded { get; private set; }

    /// <summary>Whether this browser is in a session whose password was accepted and whose second factor was not.</summary>
    public bool GavePassword { get; private set; }

    /// <summary>Whether the identity of the account was never verified: then a lost phone cannot be replaced.</summary>
    public bool IsNotVerified { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task OnGet(
        [FromQuery(Name = "code")] string? code,
        CancellationToken cancellationToken
    )
    {
        CodeEnded = code == "ended";
        await Look(cancellationToken);
    }

    /// <summary>Begins.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        var signedIn = await Look(cancellationToken);
        if (IsNotVerified)
        {
            return Page();
        }

        if (GavePassword)
        {
            if (
                await replacement.ByPassword(HttpContext, signedIn!, cancellationToken)
                is not { } until
            )
            {
                return RecoveryVisit.GoTo(RecoveryStep.Replace);
            }

            ModelState.AddModelError("", texts["Wait.Replacement", wait.Until(until)]);
            return Page();
        }

        ModelState.Clear();
        if (TypedNames.ProblemOfName(Username) is { } problem)
        {
            ModelState.AddModelError("username", texts[problem, SingleLine.LongestName]);
            return Page();
        }

        var result = await start.WithName(
            HttpContext,
            Username!.Trim(),
            RecoveryFor.Phone,
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

    private async Task<SignedIn?> Look(CancellationToken cancellationToken)
    {
        var signedIn = await current.Load(HttpContext, cancellationToken);
        // A password that others know proves nothing: then the mailbox has to.
        GavePassword = signedIn is { Session: { SecondFactorAt: null, PasswordMustChange: false } };
        await visit.Begin([], cancellationToken);
        var account = GavePassword ? signedIn : visit.Situation.Recovering?.SignedIn;
        IsNotVerified =
            account is { IdentityProofed: false }
            && (GavePassword || visit.Situation.Step == RecoveryStep.LostPhone);
        return signedIn;
    }
}
