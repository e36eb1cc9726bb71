using SecureAccess.Persistence;
using SecureAccess.Sessions.Recovering;

namespace SecureAccess.Sessions.Registering;

/// <summary>Ends unfinished registrations as D22 says: 24 hours without a password, 30 days with one, never while a mailed code lives; and with them the replacements of lost phones that nobody finished.</summary>
public sealed class DestroyOldRegistrations(
    IServiceScopeFactory scopes,
    ILogger<DestroyOldRegistrations> log
) : LeasedJob(scopes, log)
{
    /// <inheritdoc />
    protected override string Name => "destroy-old-registrations";

    /// <inheritdoc />
    protected override TimeSpan Period => TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    protected override async Task Run(
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        await services.GetRequiredService<OldRegistrations>().Destroy(cancellationToken);
        await services.GetRequiredService<OldReplacements>().Delete(cancellationToken);
    }
}
