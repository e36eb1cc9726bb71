using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.Consent;

/// <summary>Records what a person decided about a tool, with the sign-in request that asked, in one transaction.</summary>
public sealed class ConsentDecision(
    StateChange stateChange,
    Consents consents,
    SignInRequests requests
)
{
    /// <summary>RFC 6749 section 4.1.2.1.</summary>
    private const string AccessDenied = "access_denied";

    /// <summary>The tool may receive these scopes.</summary>
    public Task Allow(
        SignInRequest request,
        Guid accountId,
        Guid clientId,
        IReadOnlyList<string> scopes,
        CancellationToken cancellationToken
    ) =>
        stateChange.InOneTransaction(
            async token =>
            {
                await consents.Give(accountId, clientId, scopes, token);
                await requests.MarkConsented(request, accountId, token);
            },
            cancellationToken
        );

    /// <summary>The tool receives nothing, and is told so.</summary>
    public Task Deny(
        SignInRequest request,
        Guid accountId,
        Guid clientId,
        CancellationToken cancellationToken
    ) =>
        stateChange.InOneTransaction(
            async token =>
            {
                await consents.Refuse(accountId, clientId, token);
                await requests.Refuse(request, AccessDenied, token);
            },
            cancellationToken
        );
}
