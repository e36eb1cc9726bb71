using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Registration;

/// <summary>The confirmation code (R16): it shows that the email address is the person's.</summary>
public sealed class ConfirmationCodeModel(
    RegistrationVisit visit,
    StartRegistration start,
    ConfirmEmail confirm,
    ConfirmationCodes codes,
    EntryErrors errors,
    IStringLocalizer<RegistrationTexts> texts,
    WaitWords wait
) : PageModel
{
    private static readonly RegistrationStep[] Here = [RegistrationStep.ConfirmationCode];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>The code as typed; never shown again.</summary>
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    /// <summary>The address that it was sent to.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Whether another code was just sent on demand.</summary>
    public bool SentAgain { get; private set; }

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
            return visit.Situation is { Registration: not null, Step: RegistrationStep.Email }
                ? Redirect(Saying(RegistrationStep.Email, "code", "ended"))
                : elsewhere;
        }

        ModelState.Clear();
        var result = await confirm.Enter(
            HttpContext,
            visit.Situation.Registration!,
            Code,
            cancellationToken
        );
        if (result is EntryResult.Accepted)
        {
            return visit.GoTo(RegistrationStep.Account);
        }

        errors.Add(ModelState, result, CodeKind.Confirmation);
        return Page();
    }

    /// <summary>Sends another code.</summary>
    public async Task<IActionResult> OnPostResend(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        var result = await start.Again(
            HttpContext,
            visit.Situation.Registration!,
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            cancellationToken
        );
        if (result is StartResult.Later later)
        {
            ModelState.AddModelError("", texts["Code.ResendLater", wait.Until(later.At)]);
            return Page();
        }

        return Redirect(Saying(RegistrationStep.ConfirmationCode, "sent", "again"));
    }

    private string Saying(RegistrationStep step, string name, string value) =>
        QueryHelpers.AddQueryString(visit.AddressOf(step), name, value);

    private async Task<IActionResult?> Begin(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        Address = await codes.AddressOf(visit.Situation.Registration!, cancellationToken);
        return null;
    }
}
