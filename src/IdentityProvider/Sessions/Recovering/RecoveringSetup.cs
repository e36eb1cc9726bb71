namespace SecureAccess.Sessions.Recovering;

/// <summary>Recovering: from a forgotten username or password, or an act that was not the person's, back into the account (D15).</summary>
public static class RecoveringSetup
{
    /// <summary>Registers the steps.</summary>
    public static IServiceCollection AddRecovering(this IServiceCollection services) =>
        services
            .AddScoped<RecoveryBrowser>()
            .AddScoped<RecoveryTargets>()
            .AddScoped<RecoveryBudgets>()
            .AddScoped<RecoveryMessages>()
            .AddScoped<RecoveryCodes>()
            .AddScoped<RemindUsername>()
            .AddScoped<StartRecovery>()
            .AddScoped<OpenRecovery>()
            .AddScoped<OpenReplacement>()
            .AddScoped<PendingReplacements>()
            .AddScoped<Replacements>()
            .AddScoped<OldReplacements>()
            .AddScoped<RecoverySessions>()
            .AddScoped<RecoverySituations>()
            .AddScoped<RecoverySecondFactor>()
            .AddScoped<RecoverUnfinished>()
            .AddScoped<RecoverPassword>();
}
