using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SecureAccess.Hosting;

/// <summary>How much one request may bring: all forms and protocol messages are small.</summary>
public static class RequestLimits
{
    /// <summary>The largest body, in bytes.</summary>
    public const int BodyBytes = 128 * 1024;

    /// <summary>The most fields of a form.</summary>
    private const int FormFields = 200;

    /// <summary>Sets the server's and the forms' limits.</summary>
    public static IServiceCollection AddRequestLimits(this IServiceCollection services)
    {
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = BodyBytes;
        });
        return services.Configure<FormOptions>(options =>
        {
            options.ValueCountLimit = FormFields;
            options.ValueLengthLimit = BodyBytes;
            options.KeyLengthLimit = 256;
            options.MultipartBodyLengthLimit = BodyBytes;
        });
    }

    /// <summary>Refuses a body that says it is too large before anything reads it: 413 with the error page.</summary>
    public static IApplicationBuilder UseRequestLimits(this IApplicationBuilder app) =>
        app.Use(
            static (http, next) =>
            {
                // The error page that answers it runs with the same request and is let through.
                if (
                    http.Request.ContentLength > BodyBytes
                    && http.Features.Get<IStatusCodeReExecuteFeature>() is null
                )
                {
                    http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                    return Task.CompletedTask;
                }

                // .NET refuses to decode it, in the middle of reading a form.
                if (
                    http.Request.ContentType is { } type
                    && type.Contains("charset", StringComparison.OrdinalIgnoreCase)
                    && type.Contains("utf-7", StringComparison.OrdinalIgnoreCase)
                    && http.Features.Get<IStatusCodeReExecuteFeature>() is null
                )
                {
                    http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                    return Task.CompletedTask;
                }

                return next(http);
            }
        );
}
