using SecureAccess.Persistence;

namespace SecureAccess.Proofing;

/// <summary>Erases account numbers that were not checked within a day of their entry (D10).</summary>
public sealed class EraseAccountNumbers(
    IServiceScopeFactory scopes,
    ILogger<EraseAccountNumbers> log
) : LeasedJob(scopes, log)
{
    /// <inheritdoc />
    protected override string Name => "erase-account-numbers";

    /// <inheritdoc />
    protected override TimeSpan Period => TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    protected override Task Run(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<ProofingDrafts>().EraseOldAccountNumbers(cancellationToken);
}
