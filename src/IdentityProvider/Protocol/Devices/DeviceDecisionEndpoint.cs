using SecureAccess.Clients;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Devices;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Protocol.Devices;

/// <summary>
/// Where the way of a person who typed a device's code comes back to: what the authorize endpoint is for a browser's request. Does the
/// session meet what the client requires, and did the person decide? If not, the browser goes where <see cref="SignInProgress"/> says.
/// </summary>
public sealed class DeviceDecisionEndpoint(
    ClientManager clients,
    CurrentSession current,
    SignInRequests requests,
    DeviceConsents consents,
    UnfinishedRegistrations unfinished,
    DeviceRequests devices,
    DeviceDecisions decisions
)
{
    /// <summary>Its path.</summary>
    public const string Path = "/connect/device/decision";

    /// <summary>Decides again.</summary>
    public async Task<IResult> Handle(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var cancellationToken = http.RequestAborted;
        var query = http.Request.Query;
        var stored =
            query.Count == 1
                ? await requests.Find(
                    query[SignInAddresses.RequestParameter],
                    http,
                    cancellationToken
                )
                : null;
        if (
            stored?.DeviceHash is not { } hash
            || await devices.Find(hash, cancellationToken) is not { } device
            || await clients.FindByClientIdAsync(stored.ClientId, cancellationToken)
                is not { } client
        )
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var signedIn = await current.Load(http, cancellationToken);
        var step = await Next(stored, device, client, signedIn, cancellationToken);
        return step switch
        {
            SignInStep.Done => AuthorizeAnswers.SeeOther(
                http,
                DeviceAddresses.Outcome(
                    await decisions.Approve(device, stored, client, signedIn!, http)
                        ? DeviceAddresses.Connected
                        : DeviceAddresses.TooLate
                )
            ),
            SignInStep.Refused => AuthorizeAnswers.SeeOther(
                http,
                DeviceAddresses.Outcome(
                    await decisions.Refuse(device, stored, http)
                        ? DeviceAddresses.Refused
                        : DeviceAddresses.TooLate
                )
            ),
            _ => AuthorizeAnswers.SeeOther(http, SignInAddresses.Of(step, stored.Id)),
        };
    }

    private async Task<SignInStep> Next(
        SignInRequest stored,
        DeviceRequest device,
        Client client,
        SignedIn? signedIn,
        CancellationToken cancellationToken
    )
    {
        // Asked each time, of first-party clients too: who began this on the device is not known (RFC 8628 5.4). A consent given for
        // this request counts only for the account that gave it.
        var consented =
            signedIn is not null
            && await consents.Cover(
                device,
                signedIn.Session.AccountId,
                client.Id,
                cancellationToken
            );
        return SignInProgress.Next(
            new Proved(
                signedIn,
                CodeAwaited: false,
                stored.ServedFor(signedIn?.Session.AccountId, consented),
                stored.Refusal,
                await unfinished.Of(signedIn, cancellationToken)
            ),
            SignInNeeds.Of(stored, consentNeeded: true)
        );
    }
}
