using System.Data.Common;
using SecureAccess.Keys;

namespace SecureAccess.Protocol.Signing;

/// <summary>Keys made on another node are known here within a minute.</summary>
internal sealed class ReloadSigningKeys(
    SigningKeySource source,
    TimeProvider clock,
    ILogger<ReloadSigningKeys> logger
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
            catch (Exception exception) when (exception is DbException or RootKeyException)
            {
                // The keys that are known go on working; the next minute asks again.
                logger.LogWarning(exception, "The signing keys could not be read again.");
            }
        }
    }
}
