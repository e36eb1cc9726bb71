using SecureAccess.Authenticators;

namespace SecureAccess.Sessions.Registering;

/// <summary>
/// Sets up the authenticator app of an account in registration (R15): only after a letter was accepted. A code that the app makes
/// verifies the person, as an activation code does a phone's (<see cref="ActivatePhone"/>).
/// </summary>
public sealed class ActivateApp(
    AppEnrolment enrolment,
    ActivationLetters letters,
    CompleteVerification complete,
    FactorContexts contexts,
    CurrentSession current
)
{
    /// <summary>The secret to show (<see cref="AppEnrolment.Secret"/>).</summary>
    public async Task<Keys.SecretText> Secret(
        HttpContext http,
        SignedIn signedIn,
        CancellationToken cancellationToken
    ) =>
        await enrolment.Secret(
            await contexts.Of(http, signedIn, cancellationToken),
            cancellationToken
        );

    /// <summary>Checks an entry.</summary>
    public async Task<EntryResult> Enter(
        HttpContext http,
        SignedIn signedIn,
        string? code,
        SignInRequest? request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        // R15: the app is for those whom a letter reached.
        if (
            await letters.Read(signedIn.Session.AccountId, cancellationToken)
            is not { IsAccepted: true }
        )
        {
            return new EntryResult.NoChallenge();
        }

        Verified? verified = null;
        var result = await enrolment.Verify(
            await contexts.Of(http, signedIn, cancellationToken),
            code,
            async (proof, token) =>
                verified = await complete.Run(
                    http,
                    signedIn,
                    new FactorProof.App(proof),
                    request,
                    token
                ),
            cancellationToken
        );
        if (result is EntryResult.Accepted && verified is { } done)
        {
            done.Enter(http, signedIn, current);
        }

        return result;
    }
}
