using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Limits;

/// <summary>Takes from budgets (D5–D7), atomically and alike on every node.</summary>
public sealed class Budgets(
    SecureAccessDbContext database,
    Fingerprints fingerprints,
    IOptions<LimitsOptions> options,
    TimeProvider clock
)
{
    /// <summary>Takes one from each budget, or from none.</summary>
    /// <param name="takes">Budget and subject; subjects are fingerprinted here and never stored in clear.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when all had one left; otherwise when the refusing budget's window ends.</returns>
    /// <remarks>
    /// Not inside a <see cref="StateChange"/>: a take counts even if what follows fails. Inside one it is right only where the change
    /// commits nothing else than a mark that stands for the take, and what the take allows comes after the commit; or where a take and what it
    /// allows must stand or fall together.
    /// </remarks>
    public async Task<DateTimeOffset?> Take(
        IReadOnlyList<(Budget Budget, string Subject)> takes,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(takes);
        var taken = new List<string>(takes.Count);
        foreach (var (budget, subject) in takes)
        {
            var key = KeyOf(budget, subject);
            if (await TakeOne(budget, key, cancellationToken) is { } retryAt)
            {
                await GiveBack(taken, cancellationToken);
                return retryAt;
            }

            taken.Add(key);
        }

        return null;
    }

    /// <summary>Gives back what was taken for something that then did not happen.</summary>
    public Task GiveBack(
        IReadOnlyList<(Budget Budget, string Subject)> takes,
        CancellationToken cancellationToken
    ) => GiveBack([.. takes.Select(take => KeyOf(take.Budget, take.Subject))], cancellationToken);

    /// <summary>The smallest number of takes that is left of these budgets; taken from none of them.</summary>
    /// <returns>The number, and where it is zero when every one of them has a take again; otherwise null.</returns>
    public async Task<(int Left, DateTimeOffset? NextAt)> Left(
        IReadOnlyList<(Budget Budget, string Subject)> takes,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(takes);
        var now = clock.GetUtcNow();
        var allowed = takes.ToDictionary(
            take => KeyOf(take.Budget, take.Subject),
            take => Allowed(take.Budget)
        );
        var keys = allowed.Keys.ToList();
        var uses = await database
            .Set<BudgetUse>()
            .AsNoTracking()
            .Where(use => keys.Contains(use.Key) && use.WindowEndsAt > now)
            .ToListAsync(cancellationToken);
        foreach (var use in uses)
        {
            allowed[use.Key] = Math.Max(0, allowed[use.Key] - use.Taken);
        }

        return (
            allowed.Values.Min(),
            uses.Where(use => allowed[use.Key] == 0)
                .Select(use => (DateTimeOffset?)use.WindowEndsAt)
                .Max()
        );
    }

    private async Task<DateTimeOffset?> TakeOne(
        Budget budget,
        string key,
        CancellationToken cancellationToken
    )
    {
        var allowed = Allowed(budget);
        while (true)
        {
            var now = clock.GetUtcNow();
            var windowEnd = now + budget.Window;
            var updated = await database
                .Set<BudgetUse>()
                .Where(use => use.Key == key && (use.WindowEndsAt <= now || use.Taken < allowed))
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(
                                use => use.Taken,
                                use => use.WindowEndsAt <= now ? 1 : use.Taken + 1
                            )
                            // A take that was given back has begun no window.
                            .SetProperty(
                                use => use.WindowEndsAt,
                                use =>
                                    use.WindowEndsAt <= now || use.Taken == 0
                                        ? windowEnd
                                        : use.WindowEndsAt
                            ),
                    cancellationToken
                );
            if (updated == 1)
            {
                return null;
            }

            var current = await database
                .Set<BudgetUse>()
                .AsNoTracking()
                .SingleOrDefaultAsync(use => use.Key == key, cancellationToken);
            if (current is { } use && use.WindowEndsAt > now && use.Taken >= allowed)
            {
                return use.WindowEndsAt;
            }

            if (
                current is null
                && await database.TryInsert(
                    new BudgetUse
                    {
                        Key = key,
                        Taken = 1,
                        WindowEndsAt = windowEnd,
                    },
                    cancellationToken
                )
            )
            {
                return null;
            }
        }
    }

    // One by one and in the order of the takes, so that inside a change nobody waits for a row while holding what another waits for.
    private async Task GiveBack(List<string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            await database
                .Set<BudgetUse>()
                .Where(use => use.Key == key && use.Taken > 0)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(use => use.Taken, use => use.Taken - 1),
                    cancellationToken
                );
        }
    }

    private int Allowed(Budget budget) =>
        options.Value.Budgets.GetValueOrDefault(budget.Name, budget.Takes);

    private string KeyOf(Budget budget, string subject) =>
        $"{budget.Name}:{fingerprints.Of(FingerprintPurpose.Limit, subject)}";
}
