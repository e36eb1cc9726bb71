using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SecureAccess.Accounts;
using SecureAccess.Clients;
using SecureAccess.Delivery;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Recovering;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Journeys.Shared;

/// <summary>
/// Who comes to a page of registering or verifying, for which tool, and at which step this browser is. A page lets itself be shown only
/// at its own steps; whoever skips ahead or goes back is led to where the registration really is.
/// </summary>
public sealed class RegistrationVisit(
    SignInRequests requests,
    RegistrationSituations situations,
    ClientManager clients,
    AccountProfile profiles,
    IHttpContextAccessor accessor
)
{
    private HttpContext Http =>
        accessor.HttpContext
        ?? throw new InvalidOperationException("A visit belongs to an HTTP request.");

    /// <summary>The request of a tool that this page belongs to. Null for a visit of its own, or when the request is gone: that ends no registration.</summary>
    public SignInRequest? Request { get; private set; }

    /// <summary>The tool that asks, or asked: it is known even when its request is gone. Null for a visit of its own.</summary>
    public Client? Client { get; private set; }

    /// <summary>Where the browser is, and what was saved.</summary>
    public RegistrationSituation Situation { get; private set; } = null!;

    /// <summary>The session; only where a page is for one.</summary>
    public SignedIn SignedIn =>
        Situation.SignedIn ?? throw new InvalidOperationException("There is no session.");

    /// <summary>The tool's name as its people see it; empty for a visit of its own.</summary>
    public string ToolName => Client?.DisplayName ?? Client?.ClientId ?? "";

    /// <summary>Whose registration this is: the username, or the email address while there is none. Null without a session.</summary>
    public string? Name { get; private set; }

    /// <summary>What a letter that is asked for here is for.</summary>
    public LetterPurpose LetterPurpose =>
        Situation.IsReplacement ? LetterPurpose.Recovery : LetterPurpose.Registration;

    /// <summary>A step's number for the step indicator; 0 where a lost phone is replaced: that is no registration.</summary>
    /// <param name="number">One of <see cref="RegistrationSteps"/>.</param>
    public int StepNumber(int number) => Situation.IsReplacement ? 0 : number;

    /// <summary>Finds request, session and step, whatever the step is.</summary>
    public async Task Begin(CancellationToken cancellationToken)
    {
        var id = CarriedSignInRequest.Of(Http);
        Request = await requests.Find(id, Http, cancellationToken);
        if (Request is not null)
        {
            Http.Features.Set(new RedirectOrigin(Request.RedirectOrigin));
        }

        if (
            (Request?.ClientId ?? await requests.ClientOf(id, Http, cancellationToken)) is
            { } clientId
        )
        {
            Client = await clients.FindByClientIdAsync(clientId, cancellationToken);
        }

        Situation = await situations.Read(Http, cancellationToken);
        if (Situation.SignedIn is { } signedIn)
        {
            Name =
                signedIn.Username
                ?? (await profiles.Read(signedIn.Session.AccountId, cancellationToken))?.Email;
        }
    }

    /// <summary>Begins the visit of a page.</summary>
    /// <param name="here">The steps at which the page may be shown.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Null when the page may be shown; else the answer to give instead.</returns>
    public async Task<IActionResult?> Begin(
        RegistrationStep[] here,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(here);
        await Begin(cancellationToken);
        if (here.Contains(Situation.Step))
        {
            return null;
        }

        return Situation is { SignedIn: null, Registration: null, Step: RegistrationStep.Email }
            ? new RedirectResult(WithoutAnything(here))
            : GoTo(Situation.Step);
    }

    // Who comes to a later page with nothing in hand did not come to begin: a session ended, or the answer that brought its cookie was
    // lost. Given the address again, its owner would only be told that there is an account.
    private string WithoutAnything(RegistrationStep[] here) =>
        here.Any(step => step <= RegistrationStep.Account)
            ? AddressOf(RegistrationAddresses.Ended)
            : SignInAddresses.Of(SignInStep.Password, Request?.Id);

    /// <summary>Asks where this browser goes now that the page has done its part.</summary>
    public async Task<IActionResult> GoOn(CancellationToken cancellationToken) =>
        GoTo((await situations.Read(Http, cancellationToken)).Step);

    /// <summary>Where a browser goes whose lost phone was replaced, which ended its recovery session; or was not, because someone else activated the new one.</summary>
    public async Task<IActionResult> AfterReplacement(CancellationToken cancellationToken)
    {
        await Begin(cancellationToken);
        if (Situation.IsReplacement)
        {
            return new RedirectResult(
                QueryHelpers.AddQueryString(AddressOf(Situation.Step), "phone", "refused")
            );
        }

        RecoverySessions.Forget(Http);
        return new RedirectResult(RecoveryAddresses.Replaced);
    }

    /// <summary>Goes to one step, with the same request.</summary>
    public IActionResult GoTo(RegistrationStep step) => new RedirectResult(AddressOf(step));

    /// <summary>Goes to a page that is no step, with the same request.</summary>
    public IActionResult GoTo(string path) => new RedirectResult(AddressOf(path));

    /// <summary>The address of a page, with the same request.</summary>
    public string AddressOf(string path) => RegistrationAddresses.WithRequest(path, CarriedId);

    /// <summary>The address of a step, with the same request.</summary>
    public string AddressOf(RegistrationStep step) =>
        RegistrationAddresses.Of(
            step,
            // The pages of signing in take no request that is gone.
            step
                is RegistrationStep.SecondFactor
                    or RegistrationStep.ChangePassword
                    or RegistrationStep.FreshFactor
                    or RegistrationStep.JoinAccounts
                ? Request?.Id
                : CarriedId
        );

    // A request that is gone is carried on where its tool is still known: the last page leads back there.
    private string? CarriedId =>
        Request?.Id ?? (Client is null ? null : CarriedSignInRequest.Of(Http));
}
