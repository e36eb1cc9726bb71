using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace SecureAccess.Proofing.Sources;

/// <summary>How the sources over HTTP are called: time-outs, repeats with jitter, a circuit breaker and a limit of calls at once.</summary>
internal static class HttpSourcesSetup
{
    private const int CallsAtOnce = 100;
    private const int Repeats = 2;

    /// <summary>Registers the client, and it as each of the sources.</summary>
    public static IServiceCollection AddHttpSources(this IServiceCollection services)
    {
        services
            .AddHttpClient<HttpSources>(
                (provider, http) =>
                {
                    var options = provider.GetRequiredService<IOptions<ProofingOptions>>().Value;
                    http.BaseAddress = new Uri(options.Http.Address!);
                    http.MaxResponseContentBufferSize = HttpSources.LargestAnswer;
                    // Of the body too, which the time-out of a try does not cover.
                    http.Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
                }
            )
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    // What is asked goes to the one address that was set, and nowhere else.
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                }
            )
            .AddStandardResilienceHandler()
            .Configure(
                (resilience, provider) =>
                    Limit(
                        resilience,
                        TimeSpan.FromSeconds(
                            provider
                                .GetRequiredService<IOptions<ProofingOptions>>()
                                .Value.TimeoutSeconds
                        )
                    )
            )
            // A source that is down must not take the others with it.
            .SelectPipelineBy(_ => request => request.RequestUri!.AbsolutePath);
        return services
            .AddTransient<ITaxRecordSource>(Source)
            .AddTransient<IFinancialAccountSource>(Source)
            .AddTransient<IPhoneSource>(Source);
    }

    private static HttpSources Source(IServiceProvider provider) =>
        provider.GetRequiredService<HttpSources>();

    private static void Limit(HttpStandardResilienceOptions resilience, TimeSpan all)
    {
        resilience.RateLimiter.DefaultRateLimiterOptions.PermitLimit = CallsAtOnce;
        resilience.TotalRequestTimeout.Timeout = all;
        resilience.AttemptTimeout.Timeout = all * 0.4;
        resilience.Retry.MaxRetryAttempts = Repeats;
        resilience.Retry.Delay = TimeSpan.FromMilliseconds(200);
        resilience.Retry.BackoffType = DelayBackoffType.Exponential;
        resilience.Retry.UseJitter = true;
        // A source's "try later" may be longer than a person waits.
        resilience.Retry.ShouldRetryAfterHeader = false;
        resilience.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(60);
        resilience.CircuitBreaker.MinimumThroughput = 20;
        resilience.CircuitBreaker.FailureRatio = 0.5;
        resilience.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(10);
    }
}
