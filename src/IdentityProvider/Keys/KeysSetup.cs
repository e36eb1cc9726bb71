using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using SecureAccess.Persistence;

namespace SecureAccess.Keys;

/// <summary>
/// Keys: the root key, one derived key per purpose, a key per person, authenticated encryption and keyed fingerprints (D19).
/// </summary>
public static class KeysSetup
{
    /// <summary>Registers the room. The root key file is read when a key is first needed: as the host starts.</summary>
    public static IServiceCollection AddKeys(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.Configure<KeysOptions>(configuration.GetSection("Keys"));
        services.AddSingleton(provider => new KeyRing(() =>
            RootKeyFile.Read(
                provider.GetRequiredService<IOptions<KeysOptions>>().Value.RootKeyFile
                    ?? throw new RootKeyException("Keys:RootKeyFile is not set.")
            )
        ));
        services.AddSingleton<Encryption>();
        services.AddSingleton<Fingerprints>();
        services.AddScoped<PersonalData>();

        services
            .AddDataProtection()
            .SetApplicationName("SecureAccess")
            .PersistKeysToDbContext<SecureAccessDbContext>();
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<Encryption>(
                (options, encryption) =>
                    options.XmlEncryptor = new DataProtectionXmlEncryptor(encryption)
            );
        return services;
    }
}
