using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Journeys.Recovery;

/// <summary>The security code of a recovery (R19, R20, D15): the second proof, beside the mailbox.</summary>
public sealed class SecurityCodeModel(
    RecoveryVisit visit,
    SecondFactorSignIn factors,
    RecoverySecondFactor proof,
    EntryErrors errors,
    IStringLocalizer<RecoveryTexts> texts,
    WaitWords wait
) : PageModel
{
    private static readonly RecoveryStep[] Here = [RecoveryStep.SecurityCode];

    /// <summary>The code as typed; never shown again.</summary>
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    /// <summary>How the code comes: <c>text</c>, <c>voice</c> or <c>app</c>.</summary>
    public string Method { get; private set; } = "";

    /// <summary>The last two digits of the phone that it was sent to; null for the app.</summary>
    public string? Hint { get; private set; }

    /// <summary>Whether another code was just sent on demand.</summary>
    public bool SentAgain { get; private set; }

    /// <summary>The row of the table of codes that this code belongs to (D1).</summary>
    public CodeKind Kind => WasSent ? CodeKind.Security : CodeKind.AppSecurity;

    /// <summary>Whether the code was sent, so that another one may be asked for.</summary>
    public bool WasSent => Method != AuthenticatorMethod.App;

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGet(
        [FromQuery(Name = "sent")] string? sent,
        CancellationToken cancellationToken
    )
    {
        SentAgain = sent == "again";
        return await Begin(cancellationToken) ?? Page();
    }

    /// <summary>Checks the code.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            // A code that came too late: the page that follows says so, and how to get a new one.
            return visit.Situation.Step == RecoveryStep.Method
                ? RecoveryVisit.GoTo(RecoveryAddresses.Of(RecoveryStep.Method), "code", "ended")
                : elsewhere;
        }

        ModelState.Clear();
        switch (await proof.Enter(HttpContext, visit.Recovering, Code, cancellationToken))
        {
            case EntryResult.Accepted:
                return RecoveryVisit.GoTo(RecoveryStep.NewPassword);
            case EntryResult.NoChallenge:
                return RecoveryVisit.GoTo(RecoveryStep.Method);
            case var refused:
                errors.Add(ModelState, refused, CodeKind.Security);
                return Page();
        }
    }

    /// <summary>Sends another code, within D7's rules.</summary>
    public async Task<IActionResult> OnPostResend(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        var result = await factors.Resend(
            HttpContext,
            visit.Recovering.SignedIn,
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            cancellationToken
        );
        switch (result)
        {
            case ChooseResult.Challenged:
                return RecoveryVisit.GoTo(
                    RecoveryAddresses.Of(RecoveryStep.SecurityCode),
                    "sent",
                    "again"
                );
            case ChooseResult.Later later:
                ModelState.AddModelError("", texts["Code.ResendLater", wait.Until(later.At)]);
                return Page();
            case ChooseResult.NotSent { At: { } at }:
                ModelState.AddModelError("", texts["Method.NotSentUntil", wait.Until(at)]);
                return Page();
            case ChooseResult.NotSent:
                ModelState.AddModelError("", texts["Method.NotServed"]);
                return Page();
            default:
                return RecoveryVisit.GoTo(RecoveryStep.Method);
        }
    }

    private async Task<IActionResult?> Begin(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        var signedIn = visit.Recovering.SignedIn;
        if (await factors.OpenChallenge(signedIn, cancellationToken) is not { } challenge)
        {
            return RecoveryVisit.GoTo(RecoveryStep.Method);
        }

        Method = challenge.Method;
        Hint = visit.Situation.Options.FirstOrDefault(option => option.Method == Method)?.Hint;
        return null;
    }
}
