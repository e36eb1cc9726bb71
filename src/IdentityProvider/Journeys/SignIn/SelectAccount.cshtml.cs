using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.SignIn;

/// <summary><c>prompt=select_account</c>: go on as the person who is signed in, or sign in as someone else.</summary>
public sealed class SelectAccountModel(Visit visit, SignInRequests requests) : PageModel
{
    private static readonly SignInStep[] Here = [SignInStep.SelectAccount];

    /// <summary>Who signs in, and for which tool.</summary>
    public Visit Visit => visit;

    /// <summary>Shows the choice.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await visit.Begin(Here, cancellationToken) ?? Page();

    /// <summary>Goes on with the account shown.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        await requests.MarkServed(visit.Request!, Served.SelectAccount, cancellationToken);
        return await visit.GoOn(cancellationToken);
    }
}
