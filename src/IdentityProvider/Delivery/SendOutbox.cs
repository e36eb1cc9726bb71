using SecureAccess.Audit;

namespace SecureAccess.Delivery;

/// <summary>
/// The background job that sends: woken by <see cref="OutboxSignal"/>, and looking by itself every half second for what other nodes left.
/// Each message is claimed by one conditional update, so that any number of nodes may run it.
/// </summary>
public sealed partial class SendOutbox(
    IServiceScopeFactory scopes,
    OutboxSignal signal,
    ILogger<SendOutbox> log
) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.Wait(Poll, stoppingToken);
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<AuditActor>().IsJob("send-outbox");
                await scope
                    .ServiceProvider.GetRequiredService<OutboxSender>()
                    .DeliverDue(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The sender goes on after a database that was away.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Failed(log, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending failed; it is tried again")]
    private static partial void Failed(ILogger logger, Exception exception);
}
