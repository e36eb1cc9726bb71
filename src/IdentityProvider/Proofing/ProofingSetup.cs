using Microsoft.Extensions.Options;
using SecureAccess.Proofing.Sources;

namespace SecureAccess.Proofing;

/// <summary>Proofing: the evidence of who a person is. Sources talk to the outside; the embedded one reads a file of people.</summary>
public static class ProofingSetup
{
    /// <summary>
    /// Registers drafts, checks and the source that <c>Proofing:Source</c> names, and the people of <c>Proofing:Embedded:File</c>;
    /// none where it is not set.
    /// </summary>
    public static IServiceCollection AddProofing(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services
            .AddOptions<ProofingOptions>()
            .BindConfiguration("Proofing")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(People);
        services.AddSingleton(provider => new TestNumbers(
            provider.GetRequiredService<IOptions<ProofingOptions>>().Value.Source
                == ProofingOptions.Embedded
        ));
        _ =
            configuration["Proofing:Source"] == ProofingOptions.OverHttp
                ? services.AddHttpSources()
                : services
                    .AddSingleton<ITaxRecordSource, EmbeddedSources>()
                    .AddSingleton<IFinancialAccountSource, EmbeddedSources>()
                    .AddSingleton<IPhoneSource, EmbeddedSources>();
        return services
            .AddScoped<DraftValues>()
            .AddScoped<ProofingDrafts>()
            .AddScoped<CheckBudgets>()
            .AddScoped<CheckMarks>()
            .AddScoped<CheckOutcomes>()
            .AddScoped<AskSources>()
            .AddScoped<IdentityCheck>()
            .AddScoped<PhoneCheck>()
            .AddHostedService<EraseAccountNumbers>();
    }

    private static DemoPeople People(IServiceProvider provider)
    {
        var file = provider.GetRequiredService<IConfiguration>()["Proofing:Embedded:File"];
        return new DemoPeople(string.IsNullOrWhiteSpace(file) ? [] : PeopleFile.Read(file));
    }
}
