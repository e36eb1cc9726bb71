using SecureAccess.Accounts;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Sessions;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Journeys.Recovery;

/// <summary>
/// Takes an account out of the hands of whoever knows its password, in one change: every session ends, every grant is revoked, and the
/// password must be changed at the next sign-in (D9, D15, D17).
/// </summary>
public sealed class SecureAccount(
    StateChange stateChange,
    CompromisedPasswords compromised,
    SignInSessions sessions,
    RecoverySessions recoveries,
    PendingReplacements replacements,
    Grants grants,
    PasswordNotices notices
)
{
    /// <summary>The password was found on a list of those that others know.</summary>
    /// <returns>False when it was marked before and not changed since: nothing was done.</returns>
    public Task<bool> PasswordIsKnown(Guid accountId, CancellationToken cancellationToken) =>
        stateChange.InOneTransaction(
            async token =>
            {
                if (!await compromised.Mark(accountId, token))
                {
                    return false;
                }

                await EndAll(accountId, "password compromised", token);
                await notices.Compromised(accountId, token);
                return true;
            },
            cancellationToken
        );

    /// <summary>D15: "This was not me". The recovery session goes on, so that a new password can be chosen at once.</summary>
    /// <returns>False when this recovery did it before, or is over.</returns>
    public Task<bool> NotMe(Recovering recovering, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recovering);
        var id = recovering.AccountId;
        return stateChange.InOneTransaction(
            async token =>
            {
                if (!await recoveries.Secured(recovering, token))
                {
                    return false;
                }

                await compromised.Mark(id, token);
                await replacements.Cancel(id, token);
                await EndAll(id, "not me", token, but: recovering.SignedIn.Session.Id);
                await notices.Secured(id, token);
                return true;
            },
            cancellationToken
        );
    }

    private async Task EndAll(
        Guid accountId,
        string reason,
        CancellationToken cancellationToken,
        Guid? but = null
    )
    {
        await sessions.EndAll(accountId, reason, cancellationToken, but);
        await sessions.ForgetBrowsers(accountId, cancellationToken);
        await grants.RevokeAllOf(accountId, reason, cancellationToken);
    }
}
