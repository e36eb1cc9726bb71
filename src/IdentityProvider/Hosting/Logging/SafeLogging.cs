using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SecureAccess.Hosting.Logging;

/// <summary>Logs never hold personal data, codes, tokens or query strings (D19), at any configured level.</summary>
public static class SafeLogging
{
    /// <summary>Replaces the factory of loggers by the guarded one.</summary>
    public static IServiceCollection AddSafeLogging(this IServiceCollection services) =>
        services.Replace(
            ServiceDescriptor.Singleton<ILoggerFactory>(provider => new GuardedLoggerFactory(
                ActivatorUtilities.CreateInstance<LoggerFactory>(provider)
            ))
        );

    /// <summary>Adds the log of requests; it stands first in the pipeline.</summary>
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app) =>
        app.UseMiddleware<RequestLog>();
}
