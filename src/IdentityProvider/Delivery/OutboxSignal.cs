namespace SecureAccess.Delivery;

/// <summary>Wakes this node's sender when a change with messages was committed, so that a code leaves at once. Other nodes look by themselves.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim waiting = new(0, 1);

    /// <summary>Wakes the sender; more than one call before it wakes counts once.</summary>
    public void Set()
    {
        try
        {
            waiting.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    /// <summary>Waits for a signal, or for the given time.</summary>
    public Task Wait(TimeSpan longest, CancellationToken cancellationToken) =>
        waiting.WaitAsync(longest, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => waiting.Dispose();
}
