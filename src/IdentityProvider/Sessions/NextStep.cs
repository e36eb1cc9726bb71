using SecureAccess.Authenticators;

namespace SecureAccess.Sessions;

/// <summary>Asks <see cref="SignInProgress"/> for this browser: pages do their part and go where this says.</summary>
public sealed class NextStep(CurrentSession current, SecondFactors factors)
{
    /// <summary>The step that this browser is at, for the request or (without one) for a visit of its own.</summary>
    public async Task<SignInStep> Of(
        HttpContext http,
        SignInRequest? request,
        CancellationToken cancellationToken
    )
    {
        var signedIn = await current.Load(http, cancellationToken);
        var codeAwaited =
            signedIn is not null
            && await factors.Open(signedIn.Session.Id, cancellationToken) is not null;
        return SignInProgress.Next(
            new Proved(signedIn, codeAwaited, request?.Served ?? Served.None, request?.Refusal),
            request is null ? SignInNeeds.TwoFactors : SignInNeeds.Of(request)
        );
    }

    /// <summary>Where that step is taken.</summary>
    public async Task<string> AddressOf(
        HttpContext http,
        SignInRequest? request,
        CancellationToken cancellationToken
    ) => SignInAddresses.Of(await Of(http, request, cancellationToken), request?.Id);
}
