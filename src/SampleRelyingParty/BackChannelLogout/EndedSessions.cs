using System.Collections.Concurrent;
using SampleRelyingParty.Tools;

namespace SampleRelyingParty.BackChannelLogout;

/// <summary>
/// The sessions that the provider told to be over, and the logout tokens that were seen. In memory, for this sample's one process: with
/// several processes keep both where all of them look.
/// </summary>
public sealed class EndedSessions(TimeProvider clock)
{
    /// <summary>Longer than any cookie of a tool lives.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> sessions = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> tokens = new();

    /// <summary>Ends a session of one tool by its <c>sid</c>.</summary>
    public void End(Tool tool, string sid)
    {
        Forget(sessions);
        sessions[Name(tool, sid)] = clock.GetUtcNow();
    }

    /// <summary>Whether the provider told that this session is over.</summary>
    public bool IsEnded(Tool tool, string? sid) =>
        sid is not null && sessions.ContainsKey(Name(tool, sid));

    /// <summary>Remembers a logout token's <c>jti</c>.</summary>
    /// <returns>False: it was seen before.</returns>
    public bool IsNew(Tool tool, string jti)
    {
        Forget(tokens);
        return tokens.TryAdd(Name(tool, jti), clock.GetUtcNow());
    }

    private void Forget(ConcurrentDictionary<string, DateTimeOffset> kept)
    {
        var before = clock.GetUtcNow() - Kept;
        foreach (var (name, at) in kept)
        {
            if (at < before)
            {
                kept.TryRemove(name, out _);
            }
        }
    }

    private static string Name(Tool tool, string id) => $"{tool.Id} {id}";
}
