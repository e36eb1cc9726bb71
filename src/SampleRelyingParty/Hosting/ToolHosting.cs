using Microsoft.Extensions.Options;
using SampleRelyingParty.SignIn;

namespace SampleRelyingParty.Hosting;

/// <summary>The pages and the headers of every answer.</summary>
public static class ToolHosting
{
    /// <summary>Registers the pages.</summary>
    public static IServiceCollection AddToolPages(this IServiceCollection services)
    {
        services.AddRazorPages();
        services.AddAntiforgery(options => options.Cookie.Name = "tools.antiforgery");
        services.Configure<Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions>(options =>
            options.Cookie.Name = "tools.last-failure"
        );
        return services;
    }

    /// <summary>
    /// A strict content security policy. <c>form-action</c> names the provider too, because the sign-out form is redirected there
    /// and Chromium applies the policy to the whole chain.
    /// </summary>
    public static void UseToolHeaders(this WebApplication app)
    {
        var provider = app.Services.GetRequiredService<IOptions<ProviderSettings>>().Value.Origin;
        var policy =
            $"default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self' {provider}; base-uri 'none'; frame-ancestors 'none'";
        app.Use(
            (http, next) =>
            {
                http.Response.Headers.ContentSecurityPolicy = policy;
                http.Response.Headers.XContentTypeOptions = "nosniff";
                http.Response.Headers["Referrer-Policy"] = "no-referrer";
                http.Response.OnStarting(() =>
                {
                    if (string.IsNullOrEmpty(http.Response.Headers.CacheControl))
                    {
                        http.Response.Headers.CacheControl = "no-store";
                    }

                    return Task.CompletedTask;
                });
                return next(http);
            }
        );
    }
}
