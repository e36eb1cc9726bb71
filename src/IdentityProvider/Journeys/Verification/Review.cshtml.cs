using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using SecureAccess.Journeys.Shared;
using SecureAccess.Limits;
using SecureAccess.Proofing;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Verification;

/// <summary>
/// Looks over identity and financial account, and has both checked together (D5): one submission, one attempt. Where it leads never says
/// which item was wrong.
/// </summary>
public sealed class ReviewModel(
    RegistrationVisit visit,
    IdentityCheck check,
    IStringLocalizer<VerificationTexts> texts
) : PageModel
{
    private static readonly RegistrationStep[] Here = [RegistrationStep.Review];

    /// <summary>Where this browser is, and for which tool.</summary>
    public RegistrationVisit Visit => visit;

    /// <summary>What was entered.</summary>
    public ProofingDraft Draft => visit.Situation.Draft!;

    /// <summary>How many submissions may still fail (D5).</summary>
    public AttemptsLeft Attempts { get; private set; } = null!;

    /// <summary>Shows what was entered.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await Begin(cancellationToken) ?? Page();

    /// <summary>Has it checked.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        // What the person has begun is finished even if the browser goes away: the answer is not lost, nor the attempt (D5).
        switch (
            await check.Submit(visit.SignedIn.Session.AccountId, Source, CancellationToken.None)
        )
        {
            case CheckResult.Failed:
            case CheckResult.Wait:
                return visit.GoTo(RegistrationAddresses.NotConfirmed);
            case CheckResult.Unavailable:
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                ModelState.AddModelError("", texts["Review.Unavailable"]);
                return Page();
            case CheckResult.Busy:
                ModelState.AddModelError("", texts["Review.Busy"]);
                return Page();
            default:
                return await visit.GoOn(cancellationToken);
        }
    }

    private string Source => SourceAddress.PrefixOf(HttpContext.Connection.RemoteIpAddress);

    private async Task<IActionResult?> Begin(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        Attempts = await check.Attempts(
            visit.SignedIn.Session.AccountId,
            Source,
            cancellationToken
        );
        return Attempts.Left == 0 ? visit.GoTo(RegistrationAddresses.NotConfirmed) : null;
    }
}
