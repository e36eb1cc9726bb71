using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Journeys.Recovery;

/// <summary>
/// Who comes to a page of recovering, and at which step this browser is. A page lets itself be shown only at its own steps; whoever
/// skips ahead or goes back is led to where the recovery really is.
/// </summary>
public sealed class RecoveryVisit(RecoverySituations situations, IHttpContextAccessor accessor)
{
    private HttpContext Http =>
        accessor.HttpContext
        ?? throw new InvalidOperationException("A visit belongs to an HTTP request.");

    /// <summary>Where the browser is.</summary>
    public RecoverySituation Situation { get; private set; } = null!;

    /// <summary>The recovery session; only where a page is for one.</summary>
    public Recovering Recovering =>
        Situation.Recovering
        ?? throw new InvalidOperationException("There is no recovery session.");

    /// <summary>Begins the visit of a page.</summary>
    /// <returns>Null when the page may be shown; else the answer to give instead.</returns>
    public async Task<IActionResult?> Begin(
        RecoveryStep[] here,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(here);
        Situation = await situations.Read(Http, cancellationToken);
        return here.Contains(Situation.Step) ? null : GoTo(Situation.Step);
    }

    /// <summary>Asks where this browser goes now that the page has done its part.</summary>
    public async Task<IActionResult> GoOn(CancellationToken cancellationToken) =>
        GoTo((await situations.Read(Http, cancellationToken)).Step);

    /// <summary>Goes to one step.</summary>
    public static IActionResult GoTo(RecoveryStep step) =>
        new RedirectResult(RecoveryAddresses.Of(step));

    /// <summary>Goes to a page that is to say something beside.</summary>
    public static IActionResult GoTo(string path, string name, string value) =>
        new RedirectResult(QueryHelpers.AddQueryString(path, name, value));
}
