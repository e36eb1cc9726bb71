using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Accounts.EServices;
using SecureAccess.Clients;
using SecureAccess.Persistence;
using SecureAccess.Sessions;

namespace SecureAccess.Journeys.SignIn;

/// <summary>
/// Merges an imported e-Services account with the account of who is signed in (R6, R8, R9, D14): one change over the rooms that it
/// spans.
/// </summary>
public sealed class MergeAccounts(
    StateChange stateChange,
    EServicesAssignment eServices,
    JoiningSession session,
    Grants grants,
    JoinNotices notices
)
{
    /// <summary>The username that the account would have; null when there is nothing to merge any more.</summary>
    public Task<string?> Offered(SignedIn signedIn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        return eServices.Offered(signedIn.Session.AccountId, cancellationToken);
    }

    /// <summary>Merges. From the commit on, the account's other sessions and all of its grants have ended.</summary>
    /// <returns>False when there is nothing to merge any more: another request of the same moment did it, or it was withdrawn.</returns>
    public async Task<bool> Merge(
        HttpContext http,
        SignedIn signedIn,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        (Assigned Assigned, Continued Session)? merged;
        try
        {
            merged = await stateChange.InOneTransaction(
                token => Change(signedIn, token),
                cancellationToken
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }

        if (merged is not var (assigned, continued))
        {
            return false;
        }

        session.Complete(http, signedIn, continued, assigned.Username);
        return true;
    }

    private async Task<(Assigned Assigned, Continued Session)?> Change(
        SignedIn signedIn,
        CancellationToken cancellationToken
    )
    {
        var accountId = signedIn.Session.AccountId;
        if (
            !await session.StillOffers(signedIn, JoinOffer.EServices, cancellationToken)
            || await eServices.Assign(accountId, cancellationToken) is not { } assigned
        )
        {
            return null;
        }

        var continued =
            await session.GoOnAlone(signedIn, cancellationToken)
            ?? throw new DbUpdateConcurrencyException("The session has ended meanwhile.");
        await grants.RevokeAllOf(accountId, "accounts-joined", cancellationToken);
        await notices.Merged(accountId, assigned, cancellationToken);
        return (assigned, continued);
    }
}
