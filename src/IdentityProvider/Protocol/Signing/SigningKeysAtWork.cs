using System.Data.Common;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace SecureAccess.Protocol.Signing;

/// <summary>
/// Sees to it that there are keys before the first request, that a wrong protocol setting stops the start and not a request, and
/// that keys made on another node are known here within a minute.
/// </summary>
public sealed class SigningKeysAtWork(
    IServiceScopeFactory scopes,
    SigningKeySource source,
    IOptionsMonitor<OpenIddictServerOptions> options,
    TimeProvider clock,
    ILogger<SigningKeysAtWork> logger
) : BackgroundService
{
    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            await scope
                .ServiceProvider.GetRequiredService<SigningKeys>()
                .MakeMissing(cancellationToken);
        }

        // OpenIddict checks its options when they are first asked for.
        _ = options.CurrentValue;
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                source.Reload();
            }
            catch (DbException exception)
            {
                // The keys that are known go on working; the next minute asks again.
                logger.LogWarning(exception, "The signing keys could not be read again.");
            }
        }
    }
}
