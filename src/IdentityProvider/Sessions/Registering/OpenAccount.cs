using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Registering;

/// <summary>Makes the account of a registration, its first email address and its first session, in the caller's transaction.</summary>
public sealed class OpenAccount(
    SecureAccessDbContext database,
    NewAccount accounts,
    ConfirmationCodes codes,
    SignInSessions sessions,
    SignInRequests requests,
    TimeProvider clock
)
{
    /// <summary>Opens it; null when another request did so already.</summary>
    internal async Task<(SignedIn SignedIn, string Key)?> Open(
        Registration registration,
        string? username,
        string passwordHash,
        SignInRequest? request,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var address = await codes.AddressOf(registration, cancellationToken);
        var taken = await database
            .Set<Registration>()
            .Where(row =>
                row.Id == registration.Id
                && row.AccountAt == null
                && row.ConfirmedAt != null
                && row.BrowserHash == registration.BrowserHash
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.AccountAt, now)
                        .SetProperty(row => row.LastStepAt, now)
                        .SetProperty(row => row.KeepsUsername, username == null)
                        .SetProperty(row => row.Email, (byte[]?)null),
                cancellationToken
            );
        if (taken == 0)
        {
            return null;
        }

        var account = await accounts.Create(
            username,
            passwordHash,
            cancellationToken,
            registration.Id
        );
        await accounts.AddEmail(account.Id, address, cancellationToken);
        if (request is not null)
        {
            await requests.MarkServed(request, Served.Password | Served.Create, cancellationToken);
        }

        return await sessions.PasswordAccepted(null, account, mustChange: false, cancellationToken);
    }
}
