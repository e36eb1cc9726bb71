using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Limits;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Registering;

/// <summary>
/// "No e-Services account was found: choose a username" (D14): the step of a verified person who ticked that there is one, and whom no
/// import matches.
/// </summary>
public sealed class ChooseUsername(
    SecureAccessDbContext database,
    StateChange stateChange,
    Usernames usernames,
    TakenUsernames taken,
    AccountLookup accounts,
    CurrentSession current,
    AuditLog audit
)
{
    /// <summary>Sets the permanent username of the session's account.</summary>
    public async Task<UsernameResult> Choose(
        HttpContext http,
        SignedIn signedIn,
        string username,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(signedIn);
        var id = signedIn.Session.AccountId;
        var check = await usernames.Check(
            username,
            id.ToString("N"),
            SourceAddress.PrefixOf(http.Connection.RemoteIpAddress),
            cancellationToken
        );
        if (check is not UsernameResult.Available)
        {
            return check;
        }

        try
        {
            await stateChange.InOneTransaction(
                token => Set(id, username.Trim(), token),
                cancellationToken
            );
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            return new UsernameResult.NotAvailable();
        }

        // The name that stands: another request of the same moment may have been first.
        var account = await accounts.ById(id, cancellationToken);
        current.Replace(signedIn with { Username = account!.UserName });
        return check;
    }

    private async Task Set(Guid id, string username, CancellationToken cancellationToken)
    {
        // R6: of two at once, one ends the registration, and its name is permanent.
        var ended = await database
            .Set<Registration>()
            .Where(registration => registration.Id == id)
            .ExecuteDeleteAsync(cancellationToken);
        if (ended == 0)
        {
            return;
        }

        var account = await database
            .Set<Account>()
            .SingleAsync(account => account.Id == id, cancellationToken);
        account.UserName = username;
        account.NormalizedUserName = TakenUsername.NormalForm(username);
        taken.Take(username, id);
        audit.Append(RegistrationEvents.UsernameChosen, id);
    }
}
