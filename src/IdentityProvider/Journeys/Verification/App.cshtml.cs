using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Verification;

/// <summary>The app of a person whom a letter reached (R15): shown, and proven by a code that it makes, which completes the registration (R20, D3).</summary>
public sealed class AppModel(RegistrationVisit visit, ActivateApp activate, EntryErrors errors)
    : PageModel
{
    private static readonly RegistrationStep[] Here = [RegistrationStep.App];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>The code that the app shows; never shown again.</summary>
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    /// <summary>The secret to scan or type.</summary>
    public ShownApp App { get; private set; } = null!;

    /// <summary>Shows the secret.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await visit.Begin(Here, cancellationToken) ?? await Show(cancellationToken);

    /// <summary>Checks the code.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        var result = await activate.Enter(
            HttpContext,
            visit.SignedIn,
            Code,
            visit.Request,
            cancellationToken
        );
        if (result is EntryResult.Accepted && visit.Situation.IsReplacement)
        {
            return await visit.AfterReplacement(cancellationToken);
        }

        if (result is EntryResult.Accepted or EntryResult.NoChallenge)
        {
            return await visit.GoOn(cancellationToken);
        }

        errors.Add(ModelState, result, CodeKind.AppSecurity);
        return await Show(cancellationToken);
    }

    private async Task<IActionResult> Show(CancellationToken cancellationToken)
    {
        App = new ShownApp(
            await activate.Secret(HttpContext, visit.SignedIn, cancellationToken),
            visit.Name
        );
        return Page();
    }
}
