using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.Consent;

/// <summary>What a tool asks for, and the person's decision: allow, or refuse (<c>access_denied</c>).</summary>
public sealed class ConsentModel(Visit visit, SignInRequests requests, ConsentDecision decision)
    : PageModel
{
    // Whether consent is due is Protocol's to say; here it is enough that all before it is done.
    private static readonly SignInStep[] Here = [SignInStep.Consent, SignInStep.Done];

    /// <summary>Who decides, and for which tool.</summary>
    public Visit Visit => visit;

    /// <summary>The scopes that the tool asks for.</summary>
    public IReadOnlyList<string> Scopes { get; private set; } = [];

    /// <summary>Shows what is asked.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await Begin(cancellationToken) ?? Page();

    /// <summary>Allows it.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        await decision.Allow(
            visit.Request!,
            visit.SignedIn!.Session.AccountId,
            visit.Client!.Id,
            Scopes,
            cancellationToken
        );
        return visit.GoTo(SignInStep.Done);
    }

    /// <summary>Refuses it.</summary>
    public async Task<IActionResult> OnPostDeny(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        await decision.Deny(
            visit.Request!,
            visit.SignedIn!.Session.AccountId,
            visit.Client!.Id,
            cancellationToken
        );
        return visit.GoTo(SignInStep.Refused);
    }

    private async Task<IActionResult?> Begin(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        // Without a request there is nothing to consent to; a client that was switched off meanwhile is told by the endpoint.
        if (visit.Request is null || visit.Client is null)
        {
            return visit.GoTo(SignInStep.Done);
        }

        Scopes = AskedParameters.Of(requests, visit.Request).Scopes;
        return null;
    }
}
