using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.RelyingParties;

/// <summary>The clients of others that a machine may lack: their tests are skipped with the reason, or fail where they are required.</summary>
internal static class Installed
{
    /// <summary>What <c>SECUREACCESS_REQUIRE</c> calls them.</summary>
    public const string Name = "relying-parties";

    /// <summary>Debian's Python: its packages are not in any other.</summary>
    public const string Python = "/usr/bin/python3";

    /// <summary>The folder of Apache's modules.</summary>
    public const string ApacheModules = "/usr/lib/apache2/modules";

    /// <summary>The program of Apache.</summary>
    public const string Apache = "/usr/sbin/apache2";

    /// <summary>A package of npm, in the folder of the scripts.</summary>
    public static void RequireNode(string package) =>
        Require(
            File.Exists(ScriptClient.At("node", "node_modules", package, "package.json")),
            $"npm's {package} is not installed: 'npm ci' in tests/EndToEnd.Tests/RelyingParties/node did not bring it."
        );

    /// <summary>Debian's python3-authlib with python3-requests.</summary>
    public static void RequireAuthlib() =>
        Require(
            File.Exists(Python)
                && Directory.Exists("/usr/lib/python3/dist-packages/authlib")
                && Directory.Exists("/usr/lib/python3/dist-packages/requests"),
            "Authlib is not installed (Debian: python3-authlib python3-requests)."
        );

    /// <summary>Debian's apache2 with libapache2-mod-auth-openidc.</summary>
    public static void RequireApache() =>
        Require(
            File.Exists(Apache) && File.Exists($"{ApacheModules}/mod_auth_openidc.so"),
            "Apache's OpenID Connect module is not installed (Debian: apache2 libapache2-mod-auth-openidc)."
        );

    private static void Require(bool there, string missing) =>
        Required.Present(Name, there ? null : missing);
}
