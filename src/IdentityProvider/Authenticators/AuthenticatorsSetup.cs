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
        services.AddSingleton<PhoneNumbers>().AddScoped<PhoneCodes>().AddScoped<SecondFactors>();
        services.AddScoped<App>();
        return services
            .AddScoped<IAuthenticator, TextMessage>()
            .AddScoped<IAuthenticator, VoiceCall>()
            .AddScoped<IAuthenticator>(provider => provider.GetRequiredService<App>());
    }
}
