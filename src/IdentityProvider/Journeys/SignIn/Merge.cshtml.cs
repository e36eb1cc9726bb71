using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Accounts;
using SecureAccess.Journeys.Shared;
using SecureAccess.Persistence;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.SignIn;

/// <summary>
/// Confirms a merge with an e-Services account (R8, D14), or a joining of two accounts (D13): names the username from now on, and says what
/// will happen.
/// </summary>
public sealed class MergeModel(
    Visit visit,
    MergeAccounts merge,
    JoinPersonalAccounts join,
    JoiningSession session,
    StateChange stateChange
) : PageModel
{
    private static readonly SignInStep[] Here = [SignInStep.JoinAccounts];

    /// <summary>Who signs in, and for which tool.</summary>
    public Visit Visit => visit;

    /// <summary>The e-Services username; null where two accounts are joined.</summary>
    public string? EServicesUsername { get; private set; }

    /// <summary>The account that would be closed; null where an e-Services account is merged.</summary>
    public NewerAccount? Newer { get; private set; }

    /// <summary>Whether the email address of the newer account is kept for the older one.</summary>
    [BindProperty(Name = "keepEmail")]
    public bool KeepEmail { get; set; }

    /// <summary>The account that the person was shown: no other one is closed.</summary>
    [BindProperty(Name = "newer")]
    public Guid Shown { get; set; }

    /// <summary>Shows what will happen.</summary>
    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await Begin(cancellationToken) ?? Page();

    /// <summary>Merges or joins.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        ModelState.Clear();
        if (Newer is not null && Newer.Id != Shown)
        {
            KeepEmail = false;
            return Page();
        }

        var done = EServicesUsername is not null
            ? await merge.Merge(HttpContext, visit.SignedIn!, cancellationToken)
            : await join.Join(HttpContext, visit.SignedIn!, Shown, KeepEmail, cancellationToken);
        return done
            ? Redirect(SignInAddresses.Merged(visit.Request?.Id, visit.Errand))
            : await visit.GoOn(cancellationToken);
    }

    /// <summary>"This is not me": both stay as they are.</summary>
    public async Task<IActionResult> OnPostNotMe(CancellationToken cancellationToken)
    {
        if (await Begin(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        await stateChange.InOneTransaction(
            token => session.Decline(visit.SignedIn!, token),
            cancellationToken
        );
        return await visit.GoOn(cancellationToken);
    }

    private async Task<IActionResult?> Begin(CancellationToken cancellationToken)
    {
        if (await visit.Begin(Here, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        if (visit.SignedIn!.Session.JoinOffer == JoinOffer.EServices)
        {
            EServicesUsername = await merge.Offered(visit.SignedIn, cancellationToken);
        }
        else
        {
            Newer = await join.Offered(visit.SignedIn, cancellationToken);
        }

        if (EServicesUsername is not null || Newer is not null)
        {
            return null;
        }

        await stateChange.InOneTransaction(
            token => session.Withdraw(visit.SignedIn, token),
            cancellationToken
        );
        return await visit.GoOn(cancellationToken);
    }
}
