using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SecureAccess.Clients;
using SecureAccess.Journeys.Shared;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.Consent;

/// <summary>What a tool asks for, and the person's decision: allow, or refuse (<c>access_denied</c>).</summary>
public sealed class ConsentModel(
    Visit visit,
    SignInRequests requests,
    RegisteredResources resources,
    ClientManager clients,
    ConsentDecision decision
) : PageModel
{
    // Whether consent is due is Protocol's to say; here it is enough that all before it is done.
    private static readonly SignInStep[] Here = [SignInStep.Consent, SignInStep.Done];

    /// <summary>Who decides, and for which tool.</summary>
    public Visit Visit => visit;

    /// <summary>The scopes that the tool asks for.</summary>
    public IReadOnlyList<string> Scopes { get; private set; } = [];

    /// <summary>The APIs that it wants to call for the person.</summary>
    public IReadOnlyList<Client> Apis { get; private set; } = [];

    /// <summary>The claims that it asks for by name, beyond those of the scopes.</summary>
    public IReadOnlyList<string> Claims { get; private set; } = [];

    /// <summary>The code that the device shows, where one waits for the decision (RFC 8628 3.3.1); null where none does.</summary>
    public string? DeviceCode { get; private set; }

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
            [
                .. Scopes,
                .. Apis.Select(api => api.ResourceIdentifier!),
                .. ScopeClaims.Consented(Claims),
            ],
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

        var asked = AskedParameters.Of(requests, visit.Request);
        Scopes = asked.Scopes;
        Apis = await resources.Of(asked.Resources, cancellationToken);
        Claims = ScopeClaims.Beyond(
            asked.Claims.AtUserInfo,
            Scopes,
            await clients.ScopesOf(visit.Client, cancellationToken)
        );
        DeviceCode = visit.Request.DeviceHash is null ? null : asked.UserCode;
        return null;
    }
}
