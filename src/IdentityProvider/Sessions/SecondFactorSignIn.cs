using SecureAccess.Authenticators;

namespace SecureAccess.Sessions;

/// <summary>The second factor of a sign-in or step-up (R3, R19): offers the account's methods, and turns an accepted code into a stronger session.</summary>
public sealed class SecondFactorSignIn(
    CurrentSession current,
    SignInSessions sessions,
    SignInRequests requests,
    FactorContexts contexts,
    SecondFactors factors
)
{
    /// <summary>The methods of the account that this browser's session is for.</summary>
    public async Task<IReadOnlyList<AuthenticatorOption>> Options(
        SignedIn signedIn,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        return await factors.Options(signedIn.Session.AccountId, cancellationToken);
    }

    /// <summary>The challenge whose code may be entered now; null when a method is to be chosen first.</summary>
    public Task<Challenge?> OpenChallenge(SignedIn signedIn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        return factors.Open(signedIn.Session.Id, cancellationToken);
    }

    /// <summary>Chooses a method, which sends a code where it is one that is sent.</summary>
    public async Task<ChooseResult> Choose(
        HttpContext http,
        SignedIn signedIn,
        string method,
        string language,
        CancellationToken cancellationToken
    ) =>
        await factors.Choose(
            await contexts.Of(http, signedIn, cancellationToken),
            method,
            language,
            cancellationToken
        );

    /// <summary>Sends another code.</summary>
    public async Task<ChooseResult> Resend(
        HttpContext http,
        SignedIn signedIn,
        string language,
        CancellationToken cancellationToken
    ) =>
        await factors.Resend(
            await contexts.Of(http, signedIn, cancellationToken),
            language,
            cancellationToken
        );

    /// <summary>Checks a code. If it is right the session gets a new key and a new <c>auth_time</c> in the same transaction.</summary>
    public async Task<EntryResult> Enter(
        HttpContext http,
        SignedIn signedIn,
        string? code,
        SignInRequest? request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        (Session Session, string Key, string Browser)? accepted = null;
        var result = await factors.Verify(
            await contexts.Of(http, signedIn, cancellationToken),
            code,
            async (method, token) =>
            {
                accepted = await sessions.SecondFactorAccepted(
                    http,
                    signedIn.Session,
                    method,
                    token
                );
                if (request is not null)
                {
                    await requests.MarkServed(request, Served.SecondFactor, token);
                }
            },
            cancellationToken
        );
        if (result is EntryResult.Accepted && accepted is var (session, key, browser))
        {
            SignInSessions.WriteCookie(http, key);
            KnownBrowsers.WriteCookie(http, browser);
            current.Replace(signedIn with { Session = session });
        }

        return result;
    }
}
