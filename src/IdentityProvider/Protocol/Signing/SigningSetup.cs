using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace SecureAccess.Protocol.Signing;

/// <summary>The keys that sign tokens: they follow each other by themselves, on any number of nodes.</summary>
internal static class SigningSetup
{
    /// <summary>Registers them. After OpenIddict's server, whose order of keys it corrects.</summary>
    public static IServiceCollection AddSigning(this IServiceCollection services)
    {
        services
            .AddOptions<SigningKeyOptions>()
            .BindConfiguration("Keys")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<SigningKeyMaterial>()
            .AddSingleton<SigningKeySource>()
            .AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(Source)
            .AddSingleton<IPostConfigureOptions<OpenIddictServerOptions>>(Source)
            .AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(Source)
            .AddScoped<SigningKeys>()
            .AddHostedService<MakeSigningKeys>()
            .AddHostedService<ReloadSigningKeys>()
            .AddHostedService<RotateSigningKeys>();
    }

    private static SigningKeySource Source(IServiceProvider provider) =>
        provider.GetRequiredService<SigningKeySource>();
}
