using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Accounts;
using SecureAccess.Journeys.Shared;
using SecureAccess.Keys;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Registration;

/// <summary>Username and password (D8, D21), or "I already have an e-Services username" and a password (D14).</summary>
public sealed class NewAccountModel(
    RegistrationVisit visit,
    CreateAccount create,
    ConfirmationCodes codes,
    IStringLocalizer<RegistrationTexts> texts,
    NewPasswordWords newPassword,
    WaitWords wait
) : PageModel
{
    private static readonly RegistrationStep[] Here = [RegistrationStep.Account];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>The username as typed; shown again after an error.</summary>
    [BindProperty(Name = "username")]
    public string? Username { get; set; }

    /// <summary>"I already have an e-Services username": what is typed as username is not looked at.</summary>
    [BindProperty(Name = "keepUsername")]
    public bool KeepUsername { get; set; }

    /// <summary>The password as typed; never shown again.</summary>
    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    /// <summary>The confirmed address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await Begin(cancellationToken) ?? Page();

    /// <summary>Creates the account.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        CheckForm();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        switch (
            await create.Create(
                HttpContext,
                visit.Situation.Registration!,
                KeepUsername ? null : Username!.Trim(),
                new SecretText(Password!),
                visit.Request,
                cancellationToken
            )
        )
        {
            case CreateResult.Created:
                return visit.GoTo(RegistrationStep.Identity);
            case CreateResult.UsernameHasNotTheForm:
                ModelState.AddModelError("username", texts["Username.NotForm"]);
                break;
            case CreateResult.UsernameNotAvailable:
                ModelState.AddModelError("username", texts["Username.NotAvailable"]);
                break;
            case CreateResult.Wait until:
                ModelState.AddModelError(
                    "username",
                    texts["Username.Wait", wait.Until(until.Until)]
                );
                break;
            case CreateResult.Busy:
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                ModelState.AddModelError("", texts["Account.Busy"]);
                break;
            default:
                return visit.GoTo(RegistrationAddresses.Ended);
        }

        return Page();
    }

    private void CheckForm()
    {
        // What the binder could not read is said in our words, not its own.
        ModelState.Clear();
        if (!KeepUsername)
        {
            if (string.IsNullOrWhiteSpace(Username))
            {
                ModelState.AddModelError("username", texts["Username.Empty"]);
            }
            else if (!UsernameRules.HasForm(Username.Trim()))
            {
                ModelState.AddModelError("username", texts["Username.NotForm"]);
            }
        }

        string[] context = [Address, .. KeepUsername || Username is null ? [] : new[] { Username }];
        if (newPassword.ProblemOf(Password, context) is { } problem)
        {
            ModelState.AddModelError("password", problem);
        }
    }

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
