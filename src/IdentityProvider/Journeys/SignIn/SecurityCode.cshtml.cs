using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.SignIn;

/// <summary>The security code (R19, R20): entering it completes the sign-in or the step-up.</summary>
public sealed class SecurityCodeModel(
    Visit visit,
    SecondFactorSignIn signIn,
    EntryErrors errors,
    IStringLocalizer<SignInTexts> texts,
    WaitWords wait
) : PageModel
{
    private static readonly SignInStep[] Here = [SignInStep.Code];

    /// <summary>Who signs in, and for which tool.</summary>
    public Visit Visit => visit;

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
    public CodeKind Kind =>
        Method == AuthenticatorMethod.App ? CodeKind.AppSecurity : CodeKind.Security;

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
            return visit.Step == SignInStep.Method
                ? visit.GoTo(SignInStep.Method, ("code", "ended"))
                : elsewhere;
        }

        ModelState.Clear();
        var result = await signIn.Enter(
            HttpContext,
            visit.SignedIn!,
            Code,
            visit.Request,
            cancellationToken
        );
        if (result is EntryResult.Accepted or EntryResult.NoChallenge)
        {
            return await visit.GoOn(cancellationToken);
        }

        errors.Add(ModelState, result, CodeKind.Security);
        return Page();
    }

    /// <summary>Sends another code, within D7's rules.</summary>
    public async Task<IActionResult> OnPostResend(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var result = await signIn.Resend(HttpContext, visit.SignedIn!, language, cancellationToken);
        switch (result)
        {
            case ChooseResult.Challenged:
                return visit.GoTo(SignInStep.Code, ("sent", "again"));
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
                return visit.GoTo(SignInStep.Method);
        }
    }

    private async Task<IActionResult?> Begin(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        if (await signIn.OpenChallenge(visit.SignedIn!, cancellationToken) is not { } challenge)
        {
            return visit.GoTo(SignInStep.Method);
        }

        Method = challenge.Method;
        var options = await signIn.Options(visit.SignedIn!, cancellationToken);
        Hint = options.FirstOrDefault(option => option.Method == Method)?.Hint;
        return null;
    }
}
