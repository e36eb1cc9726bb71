namespace SecureAccess.Protocol.Signing;

/// <summary>Keys made on another node are known here within a minute.</summary>
internal sealed partial class ReloadSigningKeys(
    SigningKeySource source,
    TimeProvider clock,
    ILogger<ReloadSigningKeys> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                source.Reload();
            }
#pragma warning disable CA1031 // The keys that are known go on working, and the next minute asks again: nothing here may end the server.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Failed(log, exception);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The signing keys could not be read again; it is tried in a minute"
    )]
    private static partial void Failed(ILogger logger, Exception exception);
}
