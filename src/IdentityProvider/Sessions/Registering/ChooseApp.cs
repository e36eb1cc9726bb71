using SecureAccess.Authenticators;

namespace SecureAccess.Sessions.Registering;

/// <summary>The choice between app and phone after a letter (R15): while an app's secret is shown, its code is the next step.</summary>
public sealed class ChooseApp(
    AppEnrolment enrolment,
    UnfinishedRegistrations unfinished,
    FactorContexts contexts
)
{
    /// <summary>Shows a secret in this session.</summary>
    public async Task Show(HttpContext http, SignedIn signedIn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        await enrolment.Secret(
            await contexts.Of(http, signedIn, cancellationToken),
            cancellationToken
        );
        await unfinished.StepTaken(signedIn.Session.AccountId, cancellationToken);
    }

    /// <summary>Shows it no longer: a phone was chosen.</summary>
    public Task Hide(SignedIn signedIn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        return enrolment.Forget(signedIn.Session.Id, cancellationToken);
    }
}
