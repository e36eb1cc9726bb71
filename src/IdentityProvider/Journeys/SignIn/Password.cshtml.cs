using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Journeys.Shared;
using SecureAccess.Keys;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.SignIn;

/// <summary>The first step of signing in (R3): username or email address, and password. Signing in again, the account is fixed.</summary>
public sealed class PasswordModel(
    Visit visit,
    PasswordSignIn signIn,
    SignInSessions sessions,
    SignInRequests requests,
    IStringLocalizer<SignInTexts> texts,
    WaitWords wait
) : PageModel
{
    // Where a tool asks to register, who has an account may still sign in.
    private static readonly SignInStep[] Here = [SignInStep.Password, SignInStep.Register];

    // A password alone proves little: whoever went back to this page may begin again with another name.
    private static readonly SignInStep[] HereOrHalfway =
    [
        SignInStep.Password,
        SignInStep.Register,
        SignInStep.Method,
        SignInStep.Code,
    ];

    // "Not you?" is offered wherever an account is shown.
    private static readonly SignInStep[] AnAccountIsShown =
    [
        .. HereOrHalfway,
        SignInStep.ChangePassword,
        SignInStep.SelectAccount,
        SignInStep.IdentityNeeded,
        SignInStep.StrongerFactorNeeded,
        SignInStep.Consent,
    ];

    /// <summary>Who signs in, and for which tool.</summary>
    public Visit Visit => visit;

    /// <summary>The username or email address as typed; shown again after an error.</summary>
    [BindProperty(Name = "username")]
    public string? Username { get; set; }

    /// <summary>The password as typed; never shown again.</summary>
    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    /// <summary>True when this is a session that signs in again: the account is shown and cannot be changed here.</summary>
    public bool AccountIsFixed => visit.SignedIn?.Session.SecondFactorAt is not null;

    /// <summary>Shows the form, with the name that the tool expects, if it said so.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        if (AccountIsFixed && visit.Step != SignInStep.Password)
        {
            return visit.GoTo(visit.Step);
        }

        if (visit.Request is not null)
        {
            var hint = AskedParameters.Of(requests, visit.Request).LoginHint;
            Username =
                hint is { Length: <= SingleLine.LongestName } && SingleLine.IsPlain(hint)
                    ? hint
                    : null;
        }

        return Page();
    }

    /// <summary>Tries the name and password.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(HereOrHalfway, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        // A session that has both factors signs in again only where that is due.
        if (AccountIsFixed && visit.Step != SignInStep.Password)
        {
            return visit.GoTo(visit.Step);
        }

        CheckForm();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var result = await signIn.Attempt(
            HttpContext,
            Username ?? "",
            new SecretText(Password!),
            visit.Request,
            cancellationToken
        );
        switch (result)
        {
            case PasswordResult.Accepted:
                return await visit.GoOn(cancellationToken);
            case PasswordResult.Wait until:
                ModelState.AddModelError(
                    "password",
                    texts["Password.Wait", wait.Until(until.Until)]
                );
                break;
            case PasswordResult.Busy:
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                ModelState.AddModelError("", texts["Password.Busy"]);
                break;
            default:
                ModelState.AddModelError(
                    "password",
                    AccountIsFixed ? texts["Password.WrongAgain"] : texts["Password.Wrong"]
                );
                break;
        }

        return Page();
    }

    /// <summary>"Not you?": ends the session and begins again, for the same tool.</summary>
    public async Task<IActionResult> OnPostNotYou(CancellationToken cancellationToken)
    {
        if (await visit.Begin(AnAccountIsShown, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        await sessions.EndCurrent(HttpContext, cancellationToken);
        return visit.GoTo(SignInStep.Password);
    }

    // Says the same of a known and of an unknown name: only what was typed is looked at.
    private void CheckForm()
    {
        // What the binder could not read is said in our words, not its own.
        ModelState.Clear();
        if (!AccountIsFixed)
        {
            if (string.IsNullOrWhiteSpace(Username))
            {
                ModelState.AddModelError("username", texts["Username.Empty"]);
            }
            else if (Username.Length > SingleLine.LongestName)
            {
                ModelState.AddModelError(
                    "username",
                    texts["Username.TooLong", SingleLine.LongestName]
                );
            }
            else if (!SingleLine.IsPlain(Username))
            {
                ModelState.AddModelError("username", texts["Username.NotText"]);
            }
        }

        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError("password", texts["Password.Empty"]);
        }
        else if (Password.Length > Accounts.Passwords.LongestInput)
        {
            ModelState.AddModelError("password", texts["Password.TooLong"]);
        }
        else if (!SingleLine.IsText(Password))
        {
            ModelState.AddModelError("password", texts["Password.NotText"]);
        }
    }
}
