using SecureAccess.Sessions.Devices;
using SecureAccess.Sessions.Recovering;
using SecureAccess.Sessions.Registering;

namespace SecureAccess.Sessions;

/// <summary>Sessions: what this browser has proved, the requests that wait for it, and the one place that names the next step.</summary>
public static class SessionsSetup
{
    /// <summary>Registers sessions, sign-in and sign-in requests.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services) =>
        services
            .AddSingleton<SessionQueries>()
            .AddScoped<CurrentSession>()
            .AddScoped<SignInSessions>()
            .AddScoped<SessionEndings>()
            .AddScoped<SignInRequests>()
            .AddScoped<DeviceRequests>()
            .AddScoped<DeviceCodeEntry>()
            .AddScoped<KnownBrowsers>()
            .AddScoped<FactorContexts>()
            .AddScoped<NextStep>()
            .AddScoped<JoiningSession>()
            .AddScoped<PasswordSignIn>()
            .AddScoped<SecondFactorSignIn>()
            .AddScoped<ChangePassword>()
            .AddRegistering()
            .AddRecovering()
            .AddHostedService<EndExpiredSessions>()
            .AddHostedService<DeleteOldSessions>();
}
