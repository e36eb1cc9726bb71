using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Protocol.Tokens;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Devices;

namespace SecureAccess.Protocol.Devices;

/// <summary>
/// Writes down what a person decided about a device: the decision, the end of the sign-in request and, where the person agreed, the grant
/// and what the device code will be redeemed for, in one transaction.
/// </summary>
public sealed class DeviceDecisions(
    SecureAccessDbContext database,
    StateChange change,
    DeviceRequests devices,
    SignInRequests requests,
    SessionGrants grants
)
{
    /// <summary>The person agreed.</summary>
    /// <returns>False when it is too late, or another decision came first: nothing was given then.</returns>
    public async Task<bool> Approve(
        DeviceRequest device,
        SignInRequest stored,
        Client client,
        SignedIn signedIn,
        HttpContext http
    )
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(http);
        try
        {
            return await ApproveOnce(device, stored, client, signedIn, http);
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            // Another tab of the same person made the subject identifier first: it is there now.
            return await ApproveOnce(device, stored, client, signedIn, http);
        }
    }

    /// <summary>The person refused, or did not reach what the client needs.</summary>
    /// <returns>False when it is too late, or another decision came first.</returns>
    public Task<bool> Refuse(DeviceRequest device, SignInRequest stored, HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return change.InOneTransaction(
            token => Decide(device, stored, DeviceDecision.Refused, http, token),
            http.RequestAborted
        );
    }

    private Task<bool> ApproveOnce(
        DeviceRequest device,
        SignInRequest stored,
        Client client,
        SignedIn signedIn,
        HttpContext http
    ) =>
        change.InOneTransaction(
            async token =>
            {
                if (!await Decide(device, stored, DeviceDecision.Approved, http, token))
                {
                    return false;
                }

                var grant = await GrantOf(device, client, signedIn.Session, token);
                database.Add(Row(device, signedIn, grant));
                return true;
            },
            http.RequestAborted
        );

    private async Task<bool> Decide(
        DeviceRequest device,
        SignInRequest stored,
        DeviceDecision decision,
        HttpContext http,
        CancellationToken cancellationToken
    ) =>
        await requests.Consume(stored, http, cancellationToken)
        && await devices.Decide(device.DeviceHash, decision, cancellationToken);

    // As for a code.
    private async Task<GrantFacts> GrantOf(
        DeviceRequest device,
        Client client,
        Session session,
        CancellationToken cancellationToken
    )
    {
        var offline = device.Scopes.Split(' ').Contains(OpenIddictConstants.Scopes.OfflineAccess);
        return await grants.Find(client, session, offline)
            ?? await grants.Make(client, session, offline, cancellationToken);
    }

    private static ApprovedDevice Row(DeviceRequest device, SignedIn signedIn, GrantFacts grant)
    {
        var session = signedIn.Session;
        return new ApprovedDevice
        {
            Hash = device.DeviceHash,
            ClientId = device.ClientId,
            GrantId = grant.Id,
            AccountId = session.AccountId,
            SessionId = session.Id,
            Sid = session.Sid,
            Offline = grant.Offline,
            SubjectIdentifier = grant.SubjectIdentifier,
            Scopes = device.Scopes,
            Resources = device.Resources,
            Acr = signedIn.Acr,
            Amr = string.Join(' ', Acr.Amr(session.SecondFactorMethod!)),
            AuthTime = session.SecondFactorAt!.Value,
            ExpiresAt = device.ExpiresAt,
        };
    }
}
