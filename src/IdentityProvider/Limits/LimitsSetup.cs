namespace SecureAccess.Limits;

/// <summary>Limits: one table of budgets and back-offs (D4–D7), and one atomic take.</summary>
public static class LimitsSetup
{
    /// <summary>Registers budgets and back-off, and binds <c>Limits</c>.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services
            .AddOptions<LimitsOptions>()
            .BindConfiguration("Limits")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddScoped<Budgets>()
            .AddScoped<BackOff>()
            .AddHostedService<DeleteOldLimits>();
    }
}
