using SecureAccess.Authenticators;
using SecureAccess.Codes;

namespace SecureAccess.Sessions.Recovering;

/// <summary>Where a browser is in a recovery.</summary>
/// <param name="Begun">What it began and has not proved; null in a recovery session.</param>
/// <param name="Recovering">The recovery session; null before the code was accepted.</param>
/// <param name="Options">The second factors of its account; none before.</param>
/// <param name="Step">The next step.</param>
public sealed record RecoverySituation(
    Recovery? Begun,
    Recovering? Recovering,
    IReadOnlyList<AuthenticatorOption> Options,
    RecoveryStep Step
);

/// <summary>Reads the situation of the browser that a request comes from, and asks <see cref="RecoveryProgress"/>.</summary>
public sealed class RecoverySituations(
    RecoverySessions sessions,
    RecoveryBrowser browser,
    SecondFactors factors,
    RecoverUnfinished unfinished,
    TimeProvider clock
)
{
    /// <summary>Reads it.</summary>
    public async Task<RecoverySituation> Read(HttpContext http, CancellationToken cancellationToken)
    {
        // What was begun last comes first: a new recovery is not kept waiting by an old session.
        var begun = await browser.Find(http, cancellationToken);
        var awaited =
            begun is not null && ResendRules.IsOpen(RecoveryCodes.SentOf(begun), clock.GetUtcNow());
        var recovering = awaited ? null : await sessions.Load(http, cancellationToken);
        if (recovering is null)
        {
            return new RecoverySituation(
                begun,
                null,
                [],
                RecoveryProgress.Next(new RecoveryFacts { CodeAwaited = awaited })
            );
        }

        var session = recovering.SignedIn.Session;
        var options = await factors.Options(recovering.AccountId, cancellationToken);
        var facts = new RecoveryFacts
        {
            Opened = recovering.Recovery.For,
            Secured = recovering.Recovery.SecuredAt is not null,
            Verified = recovering.SignedIn.IdentityProofed,
            PasswordOwed =
                session.PasswordAt is null
                && await unfinished.LetterAccepted(session, cancellationToken),
            HasSecondFactor = options.Count > 0,
            SecondFactorProved = session.SecondFactorAt is not null,
            SecurityCodeAwaited = await factors.Open(session.Id, cancellationToken) is not null,
        };
        return new RecoverySituation(begun, recovering, options, RecoveryProgress.Next(facts));
    }
}
