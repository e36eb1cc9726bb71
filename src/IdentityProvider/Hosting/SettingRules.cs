using System.Data.Common;
using System.Globalization;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Proofing;

namespace SecureAccess.Hosting;

/// <summary>
/// What the lines of <see cref="Settings"/> ask of a value, by themselves or of each other. What is wrong is said in words that follow the
/// setting's name; null where nothing is.
/// </summary>
internal static class SettingRules
{
    public static string? Number(string? value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? null
            : $"must be a number from {least} to {most}";

    public static bool IsSqlite(SettingsContext context) =>
        context.Configuration["Database:Provider"] is null or nameof(Engine.Sqlite);

    public static string? Issuer(SettingsContext context, string? value)
    {
        if (value is null)
        {
            return "is not set";
        }

        if (
            !Uri.TryCreate(value, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0
            || !value.EndsWith('/')
        )
        {
            return "must be an https address that ends with a slash, without query and fragment";
        }

        return uri.Scheme == Uri.UriSchemeHttps || (context.IsDevelopment && uri.IsLoopback)
            ? null
            : "must begin with https (plain http is for Development on this machine only)";
    }

    public static string? Connection(SettingsContext context, string? value)
    {
        if (value is null)
        {
            return "is not set";
        }

        try
        {
            if (!IsSqlite(context))
            {
                _ = new DbConnectionStringBuilder { ConnectionString = value };
                return null;
            }

            return EngineOptions.SqliteFolder(value) is null ? "must name a file" : null;
        }
        catch (ArgumentException)
        {
            return "is not a connection string of this engine";
        }
    }

    public static string? KeyFileBesideDatabase(SettingsContext context)
    {
        try
        {
            var connection =
                context.Configuration.GetConnectionString("SecureAccess")
                ?? EngineOptions.DefaultSqlite;
            var folder = IsSqlite(context) ? EngineOptions.SqliteFolder(connection) : null;
            return Path.Combine(folder ?? Path.GetFullPath(".data"), "root.key");
        }
        catch (ArgumentException)
        {
            return null; // A malformed connection string is reported by its own line.
        }
    }

    public static string? RootKey(SettingsContext context, string? value)
    {
        if (value is null)
        {
            return "is not set";
        }

        if (context.IsDevelopment && !File.Exists(value))
        {
            return null; // Made at the first start, unless the database was already written with one.
        }

        try
        {
            RootKeyFile.Read(value);
            return null;
        }
        catch (RootKeyException e)
        {
            return e
                .Message.Replace("Keys:RootKeyFile: ", "", StringComparison.Ordinal)
                .TrimEnd('.');
        }
    }

    public static bool IsProofedOverHttp(SettingsContext context) =>
        context.Configuration["Proofing:Source"] == ProofingOptions.OverHttp;

    public static string? ProofingSource(SettingsContext context, string? value) =>
        value switch
        {
            null => "is not set",
            ProofingOptions.OverHttp => null,
            ProofingOptions.Embedded => context.IsDevelopment
                ? null
                : "must not be Embedded outside Development: its people are made up",
            _ => "must be Embedded or Http",
        };

    public static string? DemoFile(SettingsContext context, string? value) =>
        value is null ? null
        : !context.IsDevelopment ? "must not be set outside Development"
        : !File.Exists(value) ? $"names the file {value}, which does not exist"
        : null;

    public static string WithoutPassword(string connection)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connection };
            foreach (var secret in new[] { "password", "pwd", "access token" })
            {
                if (parts.ContainsKey(secret))
                {
                    parts[secret] = "(secret)";
                }
            }

            return parts.ConnectionString;
        }
        catch (ArgumentException)
        {
            return "(malformed)";
        }
    }
}
