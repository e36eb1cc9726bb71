using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.SignIn;

/// <summary>
/// The tool needs more than this account has: a verified identity (D18), which can be proved now, or a stronger second factor. Who
/// declines goes back, and the tool learns it by the error <c>unmet_authentication_requirements</c>.
/// </summary>
public sealed class NotEnoughModel(Visit visit, SignInRequests requests) : PageModel
{
    /// <summary>OpenID Connect Core Unmet Authentication Requirements 1.0.</summary>
    private const string Unmet = "unmet_authentication_requirements";

    private static readonly SignInStep[] Here =
    [
        SignInStep.IdentityNeeded,
        SignInStep.StrongerFactorNeeded,
    ];

    /// <summary>Who signs in, and for which tool.</summary>
    public Visit Visit => visit;

    /// <summary>True when the identity is what is missing; false when it is the second factor.</summary>
    public bool IdentityIsMissing => visit.Step == SignInStep.IdentityNeeded;

    /// <summary>Says what is missing.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await visit.Begin(Here, cancellationToken) ?? Page();

    /// <summary>Goes on to prove the identity; the tool's request waits.</summary>
    public async Task<IActionResult> OnPostVerify(CancellationToken cancellationToken) =>
        await visit.Begin(Here, cancellationToken)
        ?? Redirect(
            RegistrationAddresses.WithRequest(RegistrationAddresses.NextStep, visit.Request!.Id)
        );

    /// <summary>Goes back to the tool with the reason.</summary>
    public async Task<IActionResult> OnPostDecline(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        await requests.Refuse(visit.Request!, Unmet, cancellationToken);
        return await visit.GoOn(cancellationToken);
    }
}
