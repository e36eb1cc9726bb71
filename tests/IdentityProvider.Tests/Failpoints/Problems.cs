using Microsoft.EntityFrameworkCore;

namespace SecureAccess.Tests.Failpoints;

/// <summary>What does not hold after a walk.</summary>
internal sealed class Problems
{
    /// <summary>Each as a sentence; empty: all is well.</summary>
    public List<string> All { get; } = [];

    /// <summary>Notes what does not hold.</summary>
    public void Unless(bool holds, string what, int expected, int actual)
    {
        if (!holds)
        {
            All.Add($"{what}: {actual} instead of {expected}");
        }
    }

    /// <summary>Notes rows that are too many or too few.</summary>
    public async Task Count<T>(string what, int expected, IQueryable<T> rows)
    {
        var actual = await rows.CountAsync();
        Unless(actual == expected, what, expected, actual);
    }
}
