using Microsoft.Extensions.Http.Resilience;
using Polly;
using SecureAccess.Delivery;

namespace SecureAccess.Protocol.Logout;

/// <summary>Back-channel logout: clients are told when a session that they know of has ended.</summary>
internal static class LogoutSetup
{
    /// <summary>Registers the two handlers and the client that posts.</summary>
    public static IServiceCollection AddLogout(this IServiceCollection services)
    {
        services
            .AddHttpClient<LogoutReceivers>(http => http.Timeout = LogoutReceivers.Timeout)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    // A logout token goes to the address that was registered, and nowhere else.
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                }
            )
            .AddResilienceHandler("logout-receivers", Protect)
            // A receiver that is down must not take the others with it, not even those that stand behind the same host name.
            .SelectPipelineBy(_ => ReceiverOf);
        return services
            .AddScoped<PostedLogouts>()
            .AddScoped<LogoutTokens>()
            .AddScoped<IRoomMessageHandler, TellClientsOfEnd>()
            .AddScoped<IRoomMessageHandler, SendLogoutToken>();
    }

    private static string ReceiverOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(LogoutReceivers.Receiver, out var client) ? client : "";

    // What is to be tried again is tried by its message, which outlives this process: here nothing is repeated.
    private static void Protect(ResiliencePipelineBuilder<HttpResponseMessage> pipeline) =>
        pipeline.AddCircuitBreaker(
            new HttpCircuitBreakerStrategyOptions
            {
                SamplingDuration = TimeSpan.FromSeconds(60),
                MinimumThroughput = 20,
                FailureRatio = 0.9,
                BreakDuration = TimeSpan.FromSeconds(30),
            }
        );
}
