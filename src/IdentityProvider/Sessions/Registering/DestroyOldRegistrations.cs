using SecureAccess.Persistence;

namespace SecureAccess.Sessions.Registering;

/// <summary>Ends unfinished registrations as D22 says: 24 hours without a password, 30 days with one, never while a mailed code lives.</summary>
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
    protected override Task Run(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<OldRegistrations>().Destroy(cancellationToken);
}
