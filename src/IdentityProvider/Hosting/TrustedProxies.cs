using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace SecureAccess.Hosting;

/// <summary>
/// Forwarded headers are believed only from the networks of <c>Hosting:TrustedProxies</c>; with none (the default) they change
/// nothing. The host name is never taken from them.
/// </summary>
public static class TrustedProxies
{
    private const string Name = "Hosting:TrustedProxies";

    /// <summary>What is wrong with the setting; null when nothing is.</summary>
    internal static string? Problem(IConfiguration configuration) =>
        Texts(configuration).FirstOrDefault(text => !IPNetwork.TryParse(Whole(text), out _))
            is { } wrong
            ? $"holds '{wrong}', which is no network such as 10.0.0.0/8"
            : null;

    /// <summary>Adds the middleware when a network is set.</summary>
    public static IApplicationBuilder UseTrustedProxies(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var networks = Texts(app.Configuration)
            .Select(text => IPNetwork.Parse(Whole(text)))
            .ToList();
        ClientCertificateSource.UseHeader(app, networks);
        if (networks.Count == 0)
        {
            return app;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        networks.ForEach(options.KnownIPNetworks.Add);
        return app.UseForwardedHeaders(options);
    }

    /// <summary>Whether any network is trusted.</summary>
    internal static bool Any(IConfiguration configuration) => Texts(configuration).Any();

    private static IEnumerable<string> Texts(IConfiguration configuration) =>
        configuration
            .GetSection(Name)
            .GetChildren()
            .Select(child => child.Value ?? "")
            .Concat((configuration[Name] ?? "").Split(','))
            .Select(text => text.Trim())
            .Where(text => text.Length > 0);

    // One address is the network of that address alone.
    private static string Whole(string text) =>
        IPAddress.TryParse(text, out var address)
            ? $"{text}/{(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128)}"
            : text;
}
