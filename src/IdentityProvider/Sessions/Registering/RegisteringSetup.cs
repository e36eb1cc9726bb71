namespace SecureAccess.Sessions.Registering;

/// <summary>Registering: a stranger's way from an email address to a verified account, and the one place that names its next step.</summary>
public static class RegisteringSetup
{
    /// <summary>Registers the steps and the job that ends what is unfinished.</summary>
    public static IServiceCollection AddRegistering(this IServiceCollection services) =>
        services
            .AddScoped<RegistrationBrowser>()
            .AddScoped<RegistrationSituations>()
            .AddScoped<UnfinishedRegistrations>()
            .AddScoped<ConfirmationCodes>()
            .AddScoped<StartRegistration>()
            .AddScoped<ConfirmEmail>()
            .AddScoped<OpenAccount>()
            .AddScoped<CreateAccount>()
            .AddScoped<ChooseUsername>()
            .AddScoped<PhoneEligibility>()
            .AddScoped<ClaimPhone>()
            .AddScoped<RegistrationNotices>()
            .AddScoped<AddressOfRecord>()
            .AddScoped<AskForLetter>()
            .AddScoped<EnterMailedCode>()
            .AddScoped<ProvingWays>()
            .AddScoped<VerificationObstacles>()
            .AddScoped<RecordVerification>()
            .AddScoped<VerificationEnding>()
            .AddScoped<AnotherAccount>()
            .AddScoped<CompleteVerification>()
            .AddScoped<ActivateApp>()
            .AddScoped<ChooseApp>()
            .AddScoped<ActivatePhone>()
            .AddScoped<OldRegistrations>()
            .AddHostedService<DestroyOldRegistrations>();
}
