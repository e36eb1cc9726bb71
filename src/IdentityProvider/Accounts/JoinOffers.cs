using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts.EServices;
using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>What happens when accounts are joined.</summary>
public static class JoinEvents
{
    /// <summary>An imported e-Services account was merged with the account (D14).</summary>
    public static readonly AuditEventType Merged = new("join.merged");

    /// <summary>Another account of the person was joined into the account (D13).</summary>
    public static readonly AuditEventType Joined = new("join.joined");

    /// <summary>The account was closed: it was joined into another one (D13).</summary>
    public static readonly AuditEventType Closed = new("join.closed");

    /// <summary>"This is not me": both stay as they are.</summary>
    public static readonly AuditEventType Declined = new("join.declined");
}

/// <summary>What can be joined with an account: looked up when a second factor is accepted (D13, D14), never on an email or username alone.</summary>
public sealed class JoinOffers(
    SecureAccessDbContext database,
    EServicesAssignment eServices,
    TimeProvider clock
)
{
    /// <summary>What is offered to who is signed in to the account with both factors; null for nothing.</summary>
    public async Task<JoinKind?> Of(Guid accountId, CancellationToken cancellationToken) =>
        await eServices.Offered(accountId, cancellationToken) is not null ? JoinKind.EServices
        : await Newer(accountId).AnyAsync(cancellationToken) ? JoinKind.Personal
        : null;

    /// <summary>
    /// The accounts that may be joined into this verified one: proved to be the same person's not longer ago than that is offered, and
    /// neither verified nor closed since.
    /// </summary>
    internal IQueryable<PendingJoin> Newer(Guid olderId)
    {
        var since = clock.GetUtcNow() - PendingJoin.Offered;
        return database
            .Set<PendingJoin>()
            .Where(pending =>
                pending.OlderId == olderId
                && pending.At > since
                && database
                    .Set<Account>()
                    .Any(older =>
                        older.Id == olderId && older.VerifiedAt != null && older.DisabledAt == null
                    )
                && database
                    .Set<Account>()
                    .Any(newer =>
                        newer.Id == pending.NewerId
                        && newer.VerifiedAt == null
                        && newer.DisabledAt == null
                    )
                // R6: an e-Services username is retired by nothing.
                && !database
                    .Set<EServicesAccount>()
                    .Any(imported => imported.AssignedTo == pending.NewerId)
            );
    }
}
