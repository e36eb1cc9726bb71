using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Accounts;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Registration;

/// <summary>The email address that a registration begins with. Known or unknown, the answer is the same (D21).</summary>
public sealed class EmailModel(
    RegistrationVisit visit,
    StartRegistration start,
    ConfirmationCodes codes,
    IStringLocalizer<RegistrationTexts> texts,
    WaitWords wait
) : PageModel
{
    // The address may still be changed until there is a password.
    private static readonly RegistrationStep[] Here =
    [
        RegistrationStep.Email,
        RegistrationStep.ConfirmationCode,
        RegistrationStep.Account,
    ];

    // Opened without a purpose, the page leads to where the registration is.
    private static readonly RegistrationStep[] OnlyHere = [RegistrationStep.Email];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>The address as typed; shown again after an error.</summary>
    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    /// <summary>Whether the person comes from a code that was entered after its time.</summary>
    public bool CodeEnded { get; private set; }

    /// <summary>Shows the form; an address that was given here before and not confirmed need not be typed again.</summary>
    /// <param name="change">Set where the person comes to change the address.</param>
    /// <param name="code"><c>ended</c> where the person comes from a code that was entered after its time.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public async Task<IActionResult> OnGet(
        [FromQuery(Name = "change")] string? change,
        [FromQuery(Name = "code")] string? code,
        CancellationToken cancellationToken
    )
    {
        if (await visit.Begin(change is null ? OnlyHere : Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        if (change is null && visit.Situation.Registration is { } before)
        {
            Email = await codes.AddressOf(before, cancellationToken);
            CodeEnded = code == "ended";
        }

        return Page();
    }

    /// <summary>Takes the address; a message goes to it.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        if (Problem() is { } problem)
        {
            ModelState.AddModelError("email", texts[problem]);
            return Page();
        }

        var result = await start.WithEmail(
            HttpContext,
            EmailAddressRules.TryRead(Email)!,
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            cancellationToken
        );
        if (result is StartResult.Later later)
        {
            ModelState.AddModelError("email", texts["Email.Wait", wait.Until(later.At)]);
            return Page();
        }

        return visit.GoTo(RegistrationStep.ConfirmationCode);
    }

    private string? Problem() =>
        Email switch
        {
            _ when string.IsNullOrWhiteSpace(Email) => "Email.Empty",
            { Length: > SingleLine.LongestName } => "Email.TooLong",
            _ when EmailAddressRules.TryRead(Email) is null => "Email.NotForm",
            _ => null,
        };
}
