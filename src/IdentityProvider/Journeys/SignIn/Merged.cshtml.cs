using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Accounts;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.SignIn;

/// <summary>Says what a merge (D14) or joining (D13) did, names the username, and leads on.</summary>
public sealed class MergedModel(Visit visit, AccountJoins joins, NextStep next) : PageModel
{
    private static readonly SignInStep[] Here =
    [
        SignInStep.JoinAccounts,
        SignInStep.Registration,
        SignInStep.IdentityNeeded,
        SignInStep.StrongerFactorNeeded,
        SignInStep.Consent,
        SignInStep.Done,
    ];

    /// <summary>Who signs in, and for which tool.</summary>
    public Visit Visit => visit;

    /// <summary>What was joined last.</summary>
    public JoinKind Kind { get; private set; }

    /// <summary>The way on.</summary>
    public string Address { get; private set; } = "/";

    /// <summary>Shows it to whose accounts were joined; others go on.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        if (
            await joins.LastOf(visit.SignedIn!.Session.AccountId, cancellationToken) is not { } join
        )
        {
            return await visit.GoOn(cancellationToken);
        }

        Kind = join.Kind;
        Address = await next.AddressOf(HttpContext, visit.Request, visit.Errand, cancellationToken);
        return Page();
    }
}
