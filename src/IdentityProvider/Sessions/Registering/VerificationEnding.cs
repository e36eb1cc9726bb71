using SecureAccess.Audit;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Sessions.Registering;

/// <summary>What becomes of the session in which a person was verified, or has replaced a lost phone; each in the caller's transaction.</summary>
public sealed class VerificationEnding(
    SignInSessions sessions,
    RecoverySessions recoveries,
    SignInRequests requests,
    AuditLog audit
)
{
    /// <summary>The proof counts as the second factor of a sign-in: the session is one from now on, under a new key.</summary>
    internal async Task<Verified> OfRegistration(
        HttpContext http,
        SignedIn signedIn,
        FactorProof proof,
        SignInRequest? request,
        CancellationToken cancellationToken
    )
    {
        audit.Append(RegistrationEvents.Completed, signedIn.Session.AccountId);
        if (request is not null)
        {
            // Who finished a registration for the request is not asked whether to begin one.
            await requests.MarkServed(
                request,
                Served.SecondFactor | Served.Create,
                cancellationToken
            );
        }

        var (session, key, browser) = await sessions.SecondFactorAccepted(
            http,
            signedIn.Session,
            proof.Method,
            cancellationToken
        );
        return new Verified(session, key, browser);
    }

    /// <summary>The recovery session ends. R19: signing in is another matter, with the password and a code of what was set up now.</summary>
    internal async Task OfReplacement(Session session, CancellationToken cancellationToken)
    {
        audit.Append(RecoveryEvents.FactorReplaced, session.AccountId);
        await recoveries.End(session, cancellationToken);
    }
}
