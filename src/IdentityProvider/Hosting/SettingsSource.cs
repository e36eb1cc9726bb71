using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;

namespace SecureAccess.Hosting;

/// <summary>Puts the defaults of <see cref="Settings"/> under all other sources, and says where a value came from.</summary>
internal static class SettingsSource
{
    /// <summary>Adds the defaults as the weakest source.</summary>
    public static void AddDefaults(ConfigurationManager configuration, bool isDevelopment)
    {
        var context = new SettingsContext(configuration, isDevelopment);
        var defaults = Settings
            .All.Select(setting => KeyValuePair.Create(setting.Name, setting.Default(context)))
            .Where(pair => pair.Value is not null)
            .ToList();
        configuration.Sources.Insert(0, new Defaults { InitialData = defaults });
    }

    /// <summary>Where this setting's value came from, in words; null when it has none.</summary>
    public static string? Of(IConfigurationRoot configuration, string name) =>
        configuration
            .Providers.Reverse()
            .Where(provider =>
                provider.TryGet(name, out _) || provider.GetChildKeys([], name).Any()
            )
            .Select(Describe)
            .FirstOrDefault();

    private static string Describe(IConfigurationProvider provider) =>
        provider switch
        {
            DefaultsProvider => "default",
            FileConfigurationProvider file => file.Source.Path ?? "settings file",
            EnvironmentVariablesConfigurationProvider => "environment",
            Microsoft.Extensions.Configuration.CommandLine.CommandLineConfigurationProvider =>
                "command line",
            _ => "host",
        };

    private sealed class Defaults : MemoryConfigurationSource, IConfigurationSource
    {
        IConfigurationProvider IConfigurationSource.Build(IConfigurationBuilder builder) =>
            new DefaultsProvider(this);
    }

    private sealed class DefaultsProvider(MemoryConfigurationSource source)
        : MemoryConfigurationProvider(source);
}
