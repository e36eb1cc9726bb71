using SecureAccess.Audit;
using SecureAccess.Persistence;

namespace SecureAccess.Sessions;

/// <summary>Finds sessions that nobody ended and that live no more, and ends them: tools are told of it within about a minute.</summary>
public sealed class EndExpiredSessions(IServiceScopeFactory scopes, ILogger<EndExpiredSessions> log)
    : LeasedJob(scopes, log)
{
    /// <inheritdoc />
    protected override string Name => "end-expired-sessions";

    /// <inheritdoc />
    protected override TimeSpan Period => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override Task Run(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<AuditActor>().IsJob(Name);
        return services.GetRequiredService<SessionEndings>().EndExpired(cancellationToken);
    }
}
