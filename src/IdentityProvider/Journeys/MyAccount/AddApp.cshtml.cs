using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Authenticators;
using SecureAccess.Codes;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.MyAccount;

/// <summary>
/// Adds the authenticator app (R20, D3, D11): to a verified account, after a second factor of the last five minutes. A code has to prove
/// that the app has the secret before it counts.
/// </summary>
public sealed class AddAppModel(
    Visit visit,
    AppEnrolment enrolment,
    SecondFactorSignIn factors,
    FactorContexts contexts,
    EntryErrors errors
) : PageModel
{
    /// <summary>The code that the app shows; never shown again.</summary>
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    /// <summary>Whether the app was just added.</summary>
    public bool IsAdded { get; private set; }

    /// <summary>Whether an app that is bound already will be replaced.</summary>
    public bool Replaces { get; private set; }

    /// <summary>The secret to scan or type.</summary>
    public ShownApp App { get; private set; } = null!;

    /// <summary>Shows the secret, or that the app was added.</summary>
    public async Task<IActionResult> OnGet(
        [FromQuery(Name = "added")] string? added,
        CancellationToken cancellationToken
    )
    {
        if (await visit.Begin(Errand.AddApp, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        await LookForApp(cancellationToken);
        IsAdded = added == "yes" && Replaces;
        return IsAdded ? Page() : await Show(cancellationToken);
    }

    /// <summary>Checks the code, and binds the app.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Errand.AddApp, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!visit.SignedIn!.IdentityProofed)
        {
            return Redirect(RegistrationAddresses.NextStep);
        }

        ModelState.Clear();
        var result = await enrolment.Verify(
            await contexts.Of(HttpContext, visit.SignedIn, cancellationToken),
            Code,
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            cancellationToken
        );
        if (result is EntryResult.Accepted or EntryResult.NoChallenge)
        {
            return Redirect($"{Errand.AddApp.Address}?added=yes");
        }

        errors.Add(ModelState, result, CodeKind.AppSecurity);
        await LookForApp(cancellationToken);
        return await Show(cancellationToken);
    }

    private async Task<IActionResult> Show(CancellationToken cancellationToken)
    {
        // D11: the app is added by a verified person; the others are led to become one.
        if (!visit.SignedIn!.IdentityProofed)
        {
            return Redirect(RegistrationAddresses.NextStep);
        }

        App = new ShownApp(
            await enrolment.Secret(
                await contexts.Of(HttpContext, visit.SignedIn, cancellationToken),
                cancellationToken
            ),
            visit.SignedIn.Username
        );
        return Page();
    }

    private async Task LookForApp(CancellationToken cancellationToken) =>
        Replaces = (await factors.Options(visit.SignedIn!, cancellationToken)).Any(option =>
            option.Method == AuthenticatorMethod.App
        );
}
