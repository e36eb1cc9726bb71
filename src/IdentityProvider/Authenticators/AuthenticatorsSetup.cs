namespace SecureAccess.Authenticators;

/// <summary>Authenticators: second factors, one file a method.</summary>
public static class AuthenticatorsSetup
{
    /// <summary>Registers the methods in the order in which they are offered.</summary>
    public static IServiceCollection AddAuthenticators(this IServiceCollection services)
    {
        services
            .AddOptions<PhoneOptions>()
            .BindConfiguration("Phones")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<PhoneNumbers>().AddScoped<PhoneSends>().AddScoped<PhoneCodes>();
        services
            .AddScoped<SecondFactors>()
            .AddScoped<BoundFactors>()
            .AddScoped<ActivationCodes>()
            .AddScoped<PhoneClaims>()
            .AddScoped<UnprovenFactors>()
            .AddScoped<PhoneActivation>();
        services
            .AddScoped<EntryTry>()
            .AddScoped<LetterCodes>()
            .AddScoped<LetterBudget>()
            .AddScoped<ActivationLetters>()
            .AddScoped<LetterReminders>()
            .AddHostedService<RemindOfLetters>();
        services.AddScoped<App>().AddScoped<AppNotice>().AddScoped<AppEnrolment>();
        return services
            .AddScoped<IAuthenticator, TextMessage>()
            .AddScoped<IAuthenticator, VoiceCall>()
            .AddScoped<IAuthenticator>(provider => provider.GetRequiredService<App>());
    }
}
