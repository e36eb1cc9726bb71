namespace SecureAccess.Codes;

/// <summary>Codes: one-time codes, from the table of kinds to issue and verify (D1, D2).</summary>
public static class CodesSetup
{
    /// <summary>Registers the engine of one-time codes.</summary>
    public static IServiceCollection AddCodes(this IServiceCollection services) =>
        services.AddScoped<OneTimeCodes>().AddHostedService<DeleteExpiredCodes>();
}
