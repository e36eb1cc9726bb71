using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Journeys.Shared;
using SecureAccess.Limits;
using SecureAccess.Proofing;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Verification;

/// <summary>
/// What was entered could not be confirmed. The page is the same whatever item was wrong (D5); only a card that is not accepted is named,
/// and only where all else matched (D10). It says when the next try is possible and what other ways there are.
/// </summary>
public sealed class NotConfirmedModel(RegistrationVisit visit, IdentityCheck check) : PageModel
{
    private static readonly RegistrationStep[] Here =
    [
        RegistrationStep.Identity,
        RegistrationStep.FinancialAccount,
        RegistrationStep.Review,
    ];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>How many submissions may still fail, and when the next is possible.</summary>
    public AttemptsLeft Attempts { get; private set; } = null!;

    /// <summary><c>american-express</c>, <c>debit</c> or <c>corporate</c>; null for the one generic failure.</summary>
    public string? RefusedCard =>
        visit.Situation.Draft?.LastCheck is { Outcome: CheckOutcome.NotAccepted } check
            ? check.RefusedCard
            : null;

    /// <summary>Where the person goes on: all of it may be wrong, but for a card that is not accepted.</summary>
    public string WayOn =>
        visit.AddressOf(
            RefusedCard is null ? RegistrationStep.Identity : RegistrationStep.FinancialAccount
        );

    /// <summary>Shows the page, to whoever has failed or must wait.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        Attempts = await check.Attempts(
            visit.SignedIn.Session.AccountId,
            SourceAddress.PrefixOf(HttpContext.Connection.RemoteIpAddress),
            cancellationToken
        );
        return
            Attempts.Left > 0
            && visit.Situation.Draft!.LastCheck
                is not { Outcome: CheckOutcome.NotConfirmed or CheckOutcome.NotAccepted }
            ? await visit.GoOn(cancellationToken)
            : Page();
    }
}
