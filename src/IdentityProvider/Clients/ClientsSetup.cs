using OpenIddict.Abstractions;
using SecureAccess.Persistence;

namespace SecureAccess.Clients;

/// <summary>
/// Clients: the registered relying parties and the rules of registration, what people agreed to and what clients hold of them,
/// and the names by which clients know people.
/// </summary>
public static class ClientsSetup
{
    /// <summary>Registers the room, and OpenIddict's stores on the one context.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="environment">Decides whether a file may bring secrets: in Development only.</param>
    /// <param name="knownAcrValues">The acr values that this server issues.</param>
    /// <param name="issuer">This server's issuer.</param>
    public static IServiceCollection AddClients(
        this IServiceCollection services,
        IHostEnvironment environment,
        IEnumerable<string> knownAcrValues,
        string issuer
    )
    {
        services
            .AddOpenIddict()
            .AddCore(core =>
            {
                core.UseEntityFrameworkCore()
                    .UseDbContext<SecureAccessDbContext>()
                    .ReplaceDefaultEntities<Client, Grant, RegisteredScope, IssuedToken, Guid>();
                core.ReplaceApplicationManager<Client, ClientManager>();
                // The caches live for one request; ClientManager already reads a client once.
                core.DisableEntityCaching();
            });
        services.AddScoped(provider =>
            (ClientManager)provider.GetRequiredService<IOpenIddictApplicationManager>()
        );
        services.AddSingleton<ClientCertificates>();
        services.AddSingleton(provider =>
        {
            var certificates = provider.GetRequiredService<ClientCertificates>();
            return new RegistrationContext(
                knownAcrValues.ToHashSet(StringComparer.Ordinal),
                environment.IsDevelopment()
            )
            {
                TlsClientAuth = certificates.HasAuthorities,
                SelfSignedTls = certificates.IsOn,
                Issuer = issuer,
            };
        });
        return services
            .AddSectorDocuments()
            .AddSingleton<ClientQueries>()
            .AddScoped<Grants>()
            .AddScoped<Consents>()
            .AddScoped<SubjectIdentifiers>()
            .AddScoped<ClientRegistrar>()
            .AddScoped<ClientsFile>()
            .AddScoped<ResourceRegistrations>()
            .AddScoped<RegisteredResources>()
            .AddScoped<ClientDescriptions>()
            .AddScoped<ClientSwitch>()
            .AddHostedService<ApplyClientsAtStart>();
    }
}
