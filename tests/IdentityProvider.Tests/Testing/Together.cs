namespace SecureAccess.Tests.Testing;

/// <summary>Runs work in parallel, all of it let go at once.</summary>
internal static class Together
{
    /// <summary>One piece of work per item; the results in the order of the items.</summary>
    public static async Task<TResult[]> AtOnce<T, TResult>(
        IReadOnlyList<T> items,
        Func<T, Task<TResult>> work
    )
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = items
            .Select(item =>
                Task.Run(async () =>
                {
                    await gate.Task;
                    return await work(item);
                })
            )
            .ToList();
        gate.SetResult();
        return await Task.WhenAll(all);
    }
}
