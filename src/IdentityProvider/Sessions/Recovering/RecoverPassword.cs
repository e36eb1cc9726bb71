using SecureAccess.Accounts;
using SecureAccess.Limits;

namespace SecureAccess.Sessions.Recovering;

/// <summary>
/// Sets the new password of a recovery, in the caller's transaction (D15): every session ends, the recovery's own too unless a phone is replaced in it, every open code
/// is void, and every address is told. What the tools hold is the caller's to end.
/// </summary>
public sealed class RecoverPassword(
    NewPasswords newPasswords,
    PasswordAttempts attempts,
    RecoverUnfinished unfinished,
    SignInSessions sessions,
    RecoverySessions recoveries,
    PasswordNotices notices,
    RecoveryCodes codes
)
{
    /// <summary>Sets it.</summary>
    /// <param name="http">The browser.</param>
    /// <param name="recovering">The recovery session, in which the step is to choose a password.</param>
    /// <param name="good">The password, prepared.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>False when another change was first, or the proofs are not enough any more: nothing was changed.</returns>
    public async Task<bool> Run(
        HttpContext http,
        Recovering recovering,
        NewPassword.Good good,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(recovering);
        var id = recovering.AccountId;
        var session = recovering.SignedIn.Session;
        if (
            !await unfinished.MayGoOn(recovering, cancellationToken)
            || !await newPasswords.Write(good, cancellationToken)
        )
        {
            return false;
        }

        // A lost phone is replaced in the same session, next.
        var goesOn = recovering.Recovery.For == RecoveryFor.Phone;
        await sessions.EndAll(id, "recovery", cancellationToken, but: goesOn ? session.Id : null);
        if (goesOn)
        {
            await recoveries.PasswordChosen(session, cancellationToken);
        }

        await sessions.ForgetBrowsers(id, cancellationToken);
        await codes.VoidOpen(id, cancellationToken);
        if (session.SecondFactorAt is null && !goesOn)
        {
            await unfinished.ForgetEntered(id, cancellationToken);
        }

        await attempts.Forget(
            id,
            recovering.SignedIn.Username,
            SourceAddress.PrefixOf(http.Connection.RemoteIpAddress),
            cancellationToken
        );
        await notices.Changed(id, cancellationToken);
        return true;
    }
}
