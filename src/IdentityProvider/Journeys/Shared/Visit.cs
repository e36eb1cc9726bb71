using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SecureAccess.Clients;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.Shared;

/// <summary>
/// Who comes to a page of a sign-in, for which tool, and at which step this browser is. A page lets itself be shown only at its own
/// step; whoever skips ahead or goes back is led to where the sign-in really is.
/// </summary>
public sealed class Visit(
    CurrentSession current,
    SignInRequests requests,
    NextStep next,
    ClientManager clients,
    IHttpContextAccessor accessor
)
{
    private HttpContext Http =>
        accessor.HttpContext
        ?? throw new InvalidOperationException("A visit belongs to an HTTP request.");

    /// <summary>The request of a tool that this page belongs to; null for a visit of its own.</summary>
    public SignInRequest? Request { get; private set; }

    /// <summary>What the person comes for beside or without a tool; null for a plain sign-in.</summary>
    public Errand? Errand { get; private set; }

    /// <summary>The session, once a password was accepted; null without one.</summary>
    public SignedIn? SignedIn { get; private set; }

    /// <summary>The tool that asks; null for a visit of its own.</summary>
    public Client? Client { get; private set; }

    /// <summary>The step that this browser is at.</summary>
    public SignInStep Step { get; private set; }

    /// <summary>Begins the visit: finds request, session and step.</summary>
    /// <param name="here">The steps at which the page may be shown.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Null when the page may be shown; else the answer to give instead.</returns>
    public async Task<IActionResult?> Begin(SignInStep[] here, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(here);
        var id = CarriedSignInRequest.Of(Http);
        Request = await requests.Find(id, Http, cancellationToken);
        if (
            Request is null
            && (id is not null || Http.Request.Query.ContainsKey(CarriedSignInRequest.Name))
        )
        {
            return new ProblemResult(ProblemKind.SignInRequestGone);
        }

        if (Request is not null)
        {
            Http.Features.Set(new RedirectOrigin(Request.RedirectOrigin));
            Client = await clients.FindByClientIdAsync(Request.ClientId, cancellationToken);
        }

        Errand = Errand.Find(Http.Request.Query[Errand.Parameter]);
        return await Look(here, cancellationToken);
    }

    /// <summary>Begins the visit of a page that is an errand's own: shown once all that it needs is there.</summary>
    public async Task<IActionResult?> Begin(Errand errand, CancellationToken cancellationToken)
    {
        Errand = errand;
        return await Look([SignInStep.Done], cancellationToken);
    }

    /// <summary>Asks where this browser goes now that the page has done its part.</summary>
    public async Task<IActionResult> GoOn(CancellationToken cancellationToken) =>
        new RedirectResult(await next.AddressOf(Http, Request, Errand, cancellationToken));

    /// <summary>Goes to one step, with the same request.</summary>
    /// <param name="step">The step.</param>
    /// <param name="saying">What its page is to say beside, as query values.</param>
    public IActionResult GoTo(
        SignInStep step,
        params IReadOnlyList<(string Name, string Value)> saying
    ) =>
        new RedirectResult(
            saying.Aggregate(
                SignInAddresses.Of(step, Request?.Id, Errand),
                (address, said) => QueryHelpers.AddQueryString(address, said.Name, said.Value)
            )
        );

    private async Task<IActionResult?> Look(SignInStep[] here, CancellationToken cancellationToken)
    {
        SignedIn = await current.Load(Http, cancellationToken);
        Step = await next.Of(Http, Request, Errand, cancellationToken);
        return here.Contains(Step)
            ? null
            : new RedirectResult(SignInAddresses.Of(Step, Request?.Id, Errand));
    }

    /// <summary>The tool's name as its people see it; empty for a visit of its own.</summary>
    public string ToolName => Client?.DisplayName ?? Client?.ClientId ?? "";
}
