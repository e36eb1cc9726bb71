using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>Takes, hands over, retires and releases usernames (R6, D21), each in the caller's <see cref="StateChange"/>.</summary>
public sealed class TakenUsernames(SecureAccessDbContext database, TimeProvider clock)
{
    /// <summary>Enters a name: it is saved with the caller's change, which fails at the key when the name is taken.</summary>
    /// <param name="username">Of the form of D21.</param>
    /// <param name="holderId">The account or imported account.</param>
    public void Take(string username, Guid holderId) =>
        database.Add(
            new TakenUsername { Name = TakenUsername.NormalForm(username), HolderId = holderId }
        );

    /// <summary>Gives a name from its holder to another.</summary>
    /// <exception cref="InvalidOperationException">It is not that holder's.</exception>
    public async Task HandOver(
        string username,
        Guid from,
        Guid to,
        CancellationToken cancellationToken
    )
    {
        var handed = await Held(username, from)
            .ExecuteUpdateAsync(
                set => set.SetProperty(taken => taken.HolderId, to),
                cancellationToken
            );
        if (handed != 1)
        {
            throw new InvalidOperationException("The username is not held by who gives it.");
        }
    }

    /// <summary>Retires a name for ever (D14).</summary>
    /// <exception cref="InvalidOperationException">It is not that holder's.</exception>
    public async Task Retire(string username, Guid holderId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var retired = await Held(username, holderId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(taken => taken.RetiredAt, now),
                cancellationToken
            );
        if (retired != 1)
        {
            throw new InvalidOperationException("The username is not held by who retires it.");
        }
    }

    /// <summary>Releases what a destroyed registration held (D22); a retired name is never released.</summary>
    public Task<int> Release(Guid holderId, CancellationToken cancellationToken) =>
        database
            .Set<TakenUsername>()
            .Where(taken => taken.HolderId == holderId && taken.RetiredAt == null)
            .ExecuteDeleteAsync(cancellationToken);

    private IQueryable<TakenUsername> Held(string username, Guid holderId)
    {
        var name = TakenUsername.NormalForm(username);
        return database
            .Set<TakenUsername>()
            .Where(taken =>
                taken.Name == name && taken.HolderId == holderId && taken.RetiredAt == null
            );
    }
}
