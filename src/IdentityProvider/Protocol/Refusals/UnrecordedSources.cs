using System.Collections.Concurrent;

namespace SecureAccess.Protocol.Refusals;

/// <summary>
/// Sources whose budget of recorded refusals is used up, as far as this node knows: their further refusals cost no statement. What is not
/// known here is asked of the budget.
/// </summary>
public sealed class UnrecordedSources(TimeProvider clock)
{
    /// <summary>Sources that are kept at most.</summary>
    public const int Most = 10_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> until = new(
        StringComparer.Ordinal
    );

    /// <summary>Whether this source's refusals are not recorded now.</summary>
    public bool Contains(string source) =>
        until.TryGetValue(source, out var end) && end > clock.GetUtcNow();

    /// <summary>Keeps a source until its window ends.</summary>
    public void Add(string source, DateTimeOffset end)
    {
        if (until.Count >= Most)
        {
            // Learnt again, at the price of a statement each.
            until.Clear();
        }

        until[source] = end;
    }
}
