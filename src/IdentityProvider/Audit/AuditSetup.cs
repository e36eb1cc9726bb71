namespace SecureAccess.Audit;

/// <summary>Audit: the append-only record of security events, and who acted.</summary>
public static class AuditSetup
{
    /// <summary>Registers the record and the actor of each scope.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddScoped<AuditActor>().AddScoped<AuditLog>();
}
