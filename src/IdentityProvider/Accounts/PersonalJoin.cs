using Microsoft.EntityFrameworkCore;
using SecureAccess.Audit;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>The account that a joining would close, as its person sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Username">Its username; null while it has none.</param>
/// <param name="Email">Its confirmed email address; null when it has none.</param>
public sealed record NewerAccount(Guid Id, string? Username, string? Email)
{
    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[newer account]";
}

/// <summary>
/// Joins two accounts of one person (D13): the older's username, password and factors stay, the newer is closed and its username retired.
/// </summary>
public sealed class PersonalJoin(
    SecureAccessDbContext database,
    JoinOffers offers,
    PersonalData personalData,
    TakenUsernames usernames,
    NewAccount accounts,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>The account that may be joined into this one; null when there is none, or no longer.</summary>
    public async Task<NewerAccount?> Offered(Guid olderId, CancellationToken cancellationToken)
    {
        var found = await offers
            .Newer(olderId)
            .OrderBy(pending => pending.At)
            .Join(
                database.Set<Account>(),
                pending => pending.NewerId,
                account => account.Id,
                (_, account) => new { account.Id, account.UserName }
            )
            .FirstOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new NewerAccount(
                found.Id,
                found.UserName,
                await EmailOf(found.Id, cancellationToken) is { } email
                    ? await personalData.Reveal(
                        found.Id,
                        AccountFields.Email,
                        email.Address,
                        cancellationToken
                    )
                    : null
            );
    }

    /// <summary>Closes the newer account into the older, in the caller's <see cref="StateChange"/>.</summary>
    /// <param name="olderId">The account that goes on.</param>
    /// <param name="newer">The account that is closed.</param>
    /// <param name="keepEmail">Whether its email address is the older's from now on; otherwise it is free.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The record; null when it may not be joined any more.</returns>
    public async Task<AccountJoin?> Join(
        Guid olderId,
        NewerAccount newer,
        bool keepEmail,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(newer);
        if (!await Close(olderId, newer.Id, cancellationToken))
        {
            return null;
        }

        if (newer.Username is not null)
        {
            await usernames.Retire(newer.Username, newer.Id, cancellationToken);
        }

        var email = await EmailOf(newer.Id, cancellationToken);
        await FreeWhatItHeld(newer.Id, cancellationToken);
        var join = new AccountJoin
        {
            Id = Guid.CreateVersion7(),
            Kind = JoinKind.Personal,
            At = clock.GetUtcNow(),
            AccountId = olderId,
            JoinedId = newer.Id,
            RetiredUsername = newer.Username,
            ClosedEmail = email?.Address,
            MovedEmail = keepEmail && newer.Email is not null,
        };
        database.Add(join);
        if (join.MovedEmail)
        {
            await accounts.AddEmail(olderId, newer.Email!, cancellationToken);
        }

        audit.Append(JoinEvents.Joined, olderId, ("joined", newer.Id.ToString()));
        audit.Append(JoinEvents.Closed, newer.Id, ("into", olderId.ToString()));
        return join;
    }

    // Of any number at once, one closes it: what it stands on is asked again in the statement that does.
    private async Task<bool> Close(Guid olderId, Guid newerId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var stamp = Guid.NewGuid().ToString();
        var mayBeJoined = offers.Newer(olderId);
        return await database
                .Set<Account>()
                .Where(account =>
                    account.Id == newerId
                    && account.VerifiedAt == null
                    && account.DisabledAt == null
                    && mayBeJoined.Any(pending => pending.NewerId == account.Id)
                )
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(account => account.DisabledAt, now)
                            .SetProperty(account => account.JoinedInto, olderId)
                            .SetProperty(account => account.UserName, (string?)null)
                            .SetProperty(account => account.NormalizedUserName, (string?)null)
                            .SetProperty(account => account.ConcurrencyStamp, stamp),
                    cancellationToken
                ) == 1;
    }

    // R21, D21: a closed account holds no phone and no address that its person could use elsewhere.
    private async Task FreeWhatItHeld(Guid newerId, CancellationToken cancellationToken)
    {
        await database
            .Set<EmailAddress>()
            .Where(email => email.AccountId == newerId)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<ActivatedPhone>()
            .Where(phone => phone.AccountId == newerId)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<VerifiedIdentity>()
            .Where(identity => identity.AccountId == newerId)
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Set<PendingJoin>()
            .Where(pending => pending.NewerId == newerId)
            .ExecuteDeleteAsync(cancellationToken);
    }

    private Task<EmailAddress?> EmailOf(Guid accountId, CancellationToken cancellationToken) =>
        database
            .Set<EmailAddress>()
            .AsNoTracking()
            .Where(email => email.AccountId == accountId)
            .OrderBy(email => email.ConfirmedAt)
            .FirstOrDefaultAsync(cancellationToken);
}
