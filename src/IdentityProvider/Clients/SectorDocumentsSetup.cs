using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace SecureAccess.Clients;

/// <summary>How sector documents are fetched: from the one address, in five seconds, with one repeat.</summary>
internal static class SectorDocumentsSetup
{
    public static IServiceCollection AddSectorDocuments(this IServiceCollection services)
    {
        services
            .AddHttpClient<SectorDocuments>(http =>
            {
                http.MaxResponseContentBufferSize = SectorDocuments.LargestDocument;
                http.Timeout = SectorDocuments.Patience;
            })
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
            )
            .AddStandardResilienceHandler(Limit);
        return services;
    }

    private static void Limit(HttpStandardResilienceOptions resilience)
    {
        resilience.TotalRequestTimeout.Timeout = SectorDocuments.Patience;
        resilience.AttemptTimeout.Timeout = SectorDocuments.Patience * 0.4;
        resilience.Retry.MaxRetryAttempts = 1;
        resilience.Retry.Delay = TimeSpan.FromMilliseconds(200);
        resilience.Retry.BackoffType = DelayBackoffType.Exponential;
        resilience.Retry.UseJitter = true;
        resilience.Retry.ShouldRetryAfterHeader = false;
    }
}
