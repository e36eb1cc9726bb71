using System.Data.Common;
using System.Globalization;
using SecureAccess.Authenticators;
using SecureAccess.Clients;
using SecureAccess.Keys;
using SecureAccess.Limits;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Protocol.Signing;

namespace SecureAccess.Hosting;

/// <summary>The table of settings: each with its default and its check. Read by the start and by <c>config check</c>.</summary>
public static class Settings
{
    /// <summary>Every setting.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("Issuer", "the address of this server in discovery and tokens")
        {
            Default = context => context.IsDevelopment ? "http://localhost:5080/" : null,
            Problem = IssuerProblem,
        },
        new("Database:Provider", "Sqlite, SqlServer or PostgreSql")
        {
            Default = _ => nameof(Engine.Sqlite),
            Problem = (_, value) =>
                Enum.GetNames<Engine>().Contains(value)
                    ? null
                    : "must be Sqlite, SqlServer or PostgreSql",
        },
        new("ConnectionStrings:SecureAccess", "the database")
        {
            Default = context => IsSqlite(context) ? EngineOptions.DefaultSqlite : null,
            Problem = ConnectionProblem,
            Shown = WithoutPassword,
        },
        new("Keys:RootKeyFile", "the file of root keys")
        {
            Default = context => context.IsDevelopment ? KeyFileBesideDatabase(context) : null,
            Problem = RootKeyProblem,
        },
        new("Keys:SigningKeyDays", "days that a key signs tokens before the next one does")
        {
            Default = _ => "90",
            Problem = (_, value) =>
                NumberProblem(value, SigningKeyOptions.FewestDays, SigningKeyOptions.MostDays),
        },
        new("Keys:SigningKeyAheadDays", "days that a key is published before it signs")
        {
            Default = _ => "1",
            Problem = (_, value) => NumberProblem(value, 1, SigningKeyOptions.MostAhead),
        },
        new(
            "Hosting:TrustedProxies",
            "networks whose forwarded headers are believed, separated by commas"
        )
        {
            Problem = (context, _) => TrustedProxies.Problem(context.Configuration),
        },
        new(
            ClientCertificates.Setting,
            "where clients' certificates come from (RFC 8705): Off, Tls or Proxy"
        )
        {
            Default = _ => ClientCertificates.Off,
            Problem = (context, value) =>
                ClientCertificateProblems.Source(context.Configuration, value),
        },
        new(
            ClientCertificateSource.HeaderSetting,
            "the header in which a trusted proxy tells a client's certificate"
        )
        {
            Default = _ => ClientCertificateSource.StandardHeader,
            Problem = (_, value) => ClientCertificateProblems.Header(value),
        },
        new(
            ClientCertificates.AuthoritiesSetting,
            "the file of authorities of clients' certificates, PEM"
        )
        {
            Problem = (_, value) => ClientCertificates.Problem(value),
        },
        new(
            ClientCertificates.AddressSetting,
            "the address where TLS asks for clients' certificates, if not the issuer's"
        )
        {
            Problem = (_, value) => ClientCertificateProblems.Address(value),
        },
        new(
            "ForwardedHeaders_Enabled",
            "not supported: it would believe everyone's forwarded headers"
        )
        {
            Problem = (_, value) =>
                value is null || value.Equals("false", StringComparison.OrdinalIgnoreCase)
                    ? null
                    : "must not be set: use Hosting:TrustedProxies",
        },
        new("Delivery:Carrier", "who carries emails, texts, calls and letters")
        {
            Default = context => context.IsDevelopment ? DevelopmentInbox : null,
            Problem = (context, value) =>
                value is null ? "is not set"
                : value != DevelopmentInbox ? $"must be {DevelopmentInbox}"
                : !context.IsDevelopment
                    ? $"must not be {DevelopmentInbox} outside Development: nobody would get a code"
                : null,
        },
        new("Passwords:Algorithm", "Argon2id, or Pbkdf2 where FIPS 140 binds")
        {
            Default = _ => "Argon2id",
            Problem = (_, value) =>
                value is "Argon2id" or "Pbkdf2" ? null : "must be Argon2id or Pbkdf2",
        },
        new("Passwords:PolicyVersion", "version of the password protocols; raise it with them")
        {
            Default = _ => "1",
            Problem = (_, value) => NumberProblem(value, 1, 1_000_000),
        },
        new("Passwords:ShortestLength", "fewest characters of a password")
        {
            Default = _ => "12",
            Problem = (_, value) => NumberProblem(value, 12, 64),
        },
        new("Passwords:Parallel", "password hashes at one time; 0: one less than processors")
        {
            Default = _ => "0",
            Problem = (_, value) => NumberProblem(value, 0, 256),
        },
        new("Passwords:Waiting", "sign-ins that may wait for a password hash")
        {
            Default = _ => "256",
            Problem = (_, value) => NumberProblem(value, 1, 100_000),
        },
        new("Phones:Countries", "countries that texts and calls go to, separated by commas")
        {
            Default = _ => "US",
            Problem = (_, value) =>
                PhoneOptions.AreCountries(value) ? null : "must be country codes such as US,CA",
        },
        .. Budget.All.Select(budget => new Setting(
            $"Limits:Budgets:{budget.Name}",
            $"takes in {budget.Window.TotalHours:0} h"
        )
        {
            Default = _ => budget.Takes.ToString(CultureInfo.InvariantCulture),
            Problem = (_, value) => NumberProblem(value, 1, int.MaxValue),
        }),
        new("Clients:File", "clients that are applied as the server starts, in Development")
        {
            Problem = (context, value) => DemoFileProblem(context, value),
        },
        new("Proofing:Source", "who confirms identities: Embedded (demo people) or Http")
        {
            Default = context => context.IsDevelopment ? ProofingOptions.Embedded : null,
            Problem = ProofingSourceProblem,
        },
        new("Proofing:TimeoutSeconds", "seconds that a source has for an answer")
        {
            Default = _ => "10",
            Problem = (_, value) => NumberProblem(value, 1, ProofingOptions.LongestTimeout),
        },
        new("Proofing:Http:Address", "where the source over HTTP is")
        {
            Problem = (context, value) =>
                IsProofedOverHttp(context)
                    ? HttpSourceOptions.AddressProblem(value, context.IsDevelopment)
                    : null,
        },
        new("Proofing:Http:KeyFile", "the file of the bearer key of the source over HTTP")
        {
            Problem = (context, value) =>
                !IsProofedOverHttp(context) ? null
                : value is null ? "is not set"
                : !File.Exists(value) ? $"names the file {value}, which does not exist"
                : null,
        },
        new("Proofing:Embedded:File", "demo people, in Development")
        {
            Problem = (context, value) => DemoFileProblem(context, value),
        },
    ];

    private const string DevelopmentInbox = "DevelopmentInbox";

    /// <summary>The first setting that is wrong, as one line; null when all is well.</summary>
    public static string? FirstProblem(SettingsContext context)
    {
        var problems = All.Select(setting => Problem(setting, context)).OfType<string>().ToList();
        return problems.Count switch
        {
            0 => null,
            1 => problems[0],
            _ => $"{problems[0]} ({problems.Count - 1} more: see 'config check')",
        };
    }

    /// <summary>What is wrong with this setting, as one line that names it; null when nothing is.</summary>
    public static string? Problem(Setting setting, SettingsContext context) =>
        setting.Problem(context, NullIfEmpty(context.Configuration[setting.Name])) is { } problem
            ? $"{setting.Name} {problem}."
            : null;

    private static string? NumberProblem(string? value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? null
            : $"must be a number from {least} to {most}";

    private static string? NullIfEmpty(string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : value;

    private static bool IsSqlite(SettingsContext context) =>
        context.Configuration["Database:Provider"] is null or nameof(Engine.Sqlite);

    private static string? IssuerProblem(SettingsContext context, string? value)
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

    private static string? ConnectionProblem(SettingsContext context, string? value)
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

    private static string? KeyFileBesideDatabase(SettingsContext context)
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

    private static string? RootKeyProblem(SettingsContext context, string? value)
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

    private static bool IsProofedOverHttp(SettingsContext context) =>
        context.Configuration["Proofing:Source"] == ProofingOptions.OverHttp;

    private static string? ProofingSourceProblem(SettingsContext context, string? value) =>
        value switch
        {
            null => "is not set",
            ProofingOptions.OverHttp => null,
            ProofingOptions.Embedded => context.IsDevelopment
                ? null
                : "must not be Embedded outside Development: its people are made up",
            _ => "must be Embedded or Http",
        };

    private static string? DemoFileProblem(SettingsContext context, string? value) =>
        value is null ? null
        : !context.IsDevelopment ? "must not be set outside Development"
        : !File.Exists(value) ? $"names the file {value}, which does not exist"
        : null;

    private static string WithoutPassword(string connection)
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
