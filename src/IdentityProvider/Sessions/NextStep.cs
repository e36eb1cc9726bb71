using SecureAccess.Authenticators;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Sessions;

/// <summary>Asks <see cref="SignInProgress"/> for this browser: pages do their part and go where this says.</summary>
public sealed class NextStep(
    CurrentSession current,
    SecondFactors factors,
    UnfinishedRegistrations unfinished,
    TimeProvider clock
)
{
    /// <summary>The step that this browser is at, for the request, for an errand, or (without either) for a visit of its own.</summary>
    public async Task<SignInStep> Of(
        HttpContext http,
        SignInRequest? request,
        Errand? errand,
        CancellationToken cancellationToken
    )
    {
        var signedIn = await current.Load(http, cancellationToken);
        var codeAwaited =
            signedIn is not null
            && await factors.Open(signedIn.Session.Id, cancellationToken) is not null;
        return SignInProgress.Next(
            new Proved(
                signedIn,
                codeAwaited,
                request?.Served ?? Served.None,
                request?.Refusal,
                await unfinished.Of(signedIn, cancellationToken)
            ),
            (request, errand) switch
            {
                // An errand comes first; what a tool asks is decided again when the person goes back to it.
                (_, { } wanted) => wanted.Needs(clock.GetUtcNow()),
                ({ } asked, _) => SignInNeeds.Of(asked),
                _ => SignInNeeds.TwoFactors,
            }
        );
    }

    /// <summary>Where that step is taken.</summary>
    public async Task<string> AddressOf(
        HttpContext http,
        SignInRequest? request,
        Errand? errand,
        CancellationToken cancellationToken
    ) =>
        SignInAddresses.Of(await Of(http, request, errand, cancellationToken), request?.Id, errand);
}
