using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Protocol.Signing;

/// <summary>Makes the next signing keys in time and drops the old ones, on one node at a time.</summary>
internal sealed class RotateSigningKeys(
    IServiceScopeFactory scopes,
    SigningKeySource source,
    ILogger<RotateSigningKeys> log
) : LeasedJob(scopes, log)
{
    protected override string Name => "rotate-signing-keys";

    protected override TimeSpan Period => TimeSpan.FromMinutes(30);

    protected override async Task Run(
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        services.GetRequiredService<AuditActor>().IsJob(Name);
        await services.GetRequiredService<SigningKeys>().KeepUp(cancellationToken);
        source.Reload();
    }
}
