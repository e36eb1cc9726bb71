using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.SignIn;

/// <summary>
/// The tool needs more than this account can give: a verified identity (D18), or a stronger second factor. The page says so; its button
/// tells the tool, by the error <c>unmet_authentication_requirements</c>.
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

    /// <summary>Goes back to the tool with the reason.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        await requests.Refuse(visit.Request!, Unmet, cancellationToken);
        return await visit.GoOn(cancellationToken);
    }
}
