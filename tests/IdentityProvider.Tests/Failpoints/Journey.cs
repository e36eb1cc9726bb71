using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Failpoints;

/// <summary>A way of a person through the site: what is there before, where the person wants to get, and what must hold then.</summary>
/// <param name="Person">Who.</param>
/// <param name="Goals">Reached one after the other.</param>
internal sealed record Journey(Registrant Person, IReadOnlyList<Goal> Goals)
{
    /// <summary>Makes what is there before.</summary>
    public Func<SecureAccessHost, Task> Prepare { get; init; } = _ => Task.CompletedTask;

    /// <summary>What is set up after a letter (<c>text</c>, <c>app</c>); null: there is none.</summary>
    public string? ByLetter { get; init; }

    /// <summary>Part of the first commit that is a failpoint: what comes before is walked by another test; null: the first of all.</summary>
    public string? FirstCommit { get; init; }

    /// <summary>Which of the commits are thinned out is another for each journey.</summary>
    public int Offset { get; init; }

    /// <summary>Accounts that are open in the end; each has been verified.</summary>
    public int Accounts { get; init; } = 1;

    /// <summary>Activated phones in the end.</summary>
    public int Phones { get; init; } = 1;

    /// <summary>Apps in the end.</summary>
    public int Apps { get; init; }

    /// <summary>Accounts that were joined to another one.</summary>
    public int Joins { get; init; }

    /// <summary>Usernames that are retired.</summary>
    public int RetiredNames { get; init; }

    /// <summary>Letters with a code; one more where a kill made the person ask again.</summary>
    public int Letters { get; init; }

    /// <summary>Whether every session of before must have ended.</summary>
    public bool EndsSessions { get; init; }
}
