namespace SecureAccess.Persistence;

/// <summary>
/// A piece of background work that one node at a time does, again and again. Each lives beside the data that it cares for and says only
/// what is to be done; the lease, the scope and the waiting are here.
/// </summary>
/// <param name="scopes">Each run gets a scope of its own.</param>
/// <param name="log">Where a failed run is told of; the next run tries again.</param>
public abstract partial class LeasedJob(IServiceScopeFactory scopes, ILogger log)
    : BackgroundService
{
    /// <summary>The name of the work and of its lease, for instance <c>delete-expired-codes</c>.</summary>
    protected abstract string Name { get; }

    /// <summary>Between two runs, in time that passes; the injected clock may be moved.</summary>
    protected abstract TimeSpan Period { get; }

    /// <summary>Does the work once; safe to repeat.</summary>
    protected abstract Task Run(IServiceProvider services, CancellationToken cancellationToken);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            do
            {
                await RunUnderLease(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task RunUnderLease(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var lease = scope.ServiceProvider.GetRequiredService<Lease>();
            if (await lease.Take(Name, Period, cancellationToken))
            {
                await Run(scope.ServiceProvider, cancellationToken);
            }
        }
#pragma warning disable CA1031 // A database that is away must not end the server.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Failed(log, Name, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The job {Name} failed; it is tried again")]
    private static partial void Failed(ILogger logger, string name, Exception exception);
}
