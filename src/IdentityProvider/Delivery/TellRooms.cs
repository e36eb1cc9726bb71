namespace SecureAccess.Delivery;

/// <summary>
/// The background job that tells: woken by the signal of this node, and looking by itself every two seconds for what other nodes left.
/// </summary>
public sealed partial class TellRooms(
    RoomMessageLanes lanes,
    [FromKeyedServices(RoomOutbox.Signal)] OutboxSignal signal,
    ILogger<TellRooms> log
) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.Wait(Poll, stoppingToken);
                // Not waited for: a slow lane must not keep the others from being found.
                _ = await lanes.Begin(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // It goes on after a database that was away.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Failed(log, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Telling failed; it is tried again")]
    private static partial void Failed(ILogger logger, Exception exception);
}
