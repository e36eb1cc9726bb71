using Microsoft.Extensions.DependencyInjection.Extensions;
using SecureAccess.Hosting.Logging;

namespace SecureAccess.Hosting;

/// <summary>Hosting: what the process needs around the rooms. Settings, commands, clock, logs, health, headers.</summary>
public static class HostingSetup
{
    /// <summary>Registers it; the defaults of the settings hold from here on.</summary>
    public static void AddHosting(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SettingsSource.AddDefaults(builder.Configuration, builder.Environment.IsDevelopment());
        builder.Host.UseDefaultServiceProvider(options =>
        {
            options.ValidateOnBuild = true;
            options.ValidateScopes = true;
        });
        builder.Services.AddSafeLogging();
        builder.Services.AddHealth();
        if (builder.Environment.IsDevelopment())
        {
            ListenAtIssuer(builder);
        }

        ClientCertificateSource.AskInTls(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
    }

    // In Development the issuer is also where the server listens, unless it is told otherwise.
    private static void ListenAtIssuer(WebApplicationBuilder builder)
    {
        var told =
            builder.Configuration["urls"]
            ?? builder.Configuration["http_ports"]
            ?? builder.Configuration["https_ports"];
        if (
            told is null
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists()
            && Uri.TryCreate(builder.Configuration["Issuer"], UriKind.Absolute, out var issuer)
        )
        {
            builder.WebHost.UseUrls(issuer.GetLeftPart(UriPartial.Authority));
        }
    }
}
