using SecureAccess.Authenticators;

namespace SecureAccess.Sessions.Recovering;

/// <summary>
/// The second proof of a recovery (D15): a second factor that is bound to the account. Whatever <see cref="SecondFactors"/> lists counts
/// as one.
/// </summary>
public sealed class RecoverySecondFactor(
    RecoverySessions sessions,
    FactorContexts contexts,
    SecondFactors factors
)
{
    /// <summary>Checks a code. If it is right the recovery session gets a new key in the same transaction.</summary>
    public async Task<EntryResult> Enter(
        HttpContext http,
        Recovering recovering,
        string? code,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(recovering);
        string? key = null;
        var result = await factors.Verify(
            await contexts.Of(http, recovering.SignedIn, cancellationToken),
            code,
            async (method, token) =>
                key = await sessions.SecondFactorAccepted(
                    recovering.SignedIn.Session,
                    method,
                    token
                ),
            cancellationToken
        );
        if (result is EntryResult.Accepted && key is not null)
        {
            RecoverySessions.WriteCookie(http, key);
        }

        return result;
    }
}
