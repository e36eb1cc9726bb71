using System.Globalization;
using SecureAccess.Authenticators;
using SecureAccess.Clients;
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
            Problem = SettingRules.Issuer,
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
            Default = context =>
                SettingRules.IsSqlite(context) ? EngineOptions.DefaultSqlite : null,
            Problem = SettingRules.Connection,
            Shown = SettingRules.WithoutPassword,
        },
        new("Keys:RootKeyFile", "the file of root keys")
        {
            Default = context =>
                context.IsDevelopment ? SettingRules.KeyFileBesideDatabase(context) : null,
            Problem = SettingRules.RootKey,
        },
        new("Keys:SigningKeyDays", "days that a key signs tokens before the next one does")
        {
            Default = _ => "90",
            Problem = (_, value) =>
                SettingRules.Number(
                    value,
                    SigningKeyOptions.FewestDays,
                    SigningKeyOptions.MostDays
                ),
        },
        new("Keys:SigningKeyAheadDays", "days that a key is published before it signs")
        {
            Default = _ => "1",
            Problem = (_, value) => SettingRules.Number(value, 1, SigningKeyOptions.MostAhead),
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
            Problem = (_, value) => SettingRules.Number(value, 1, 1_000_000),
        },
        new("Passwords:ShortestLength", "fewest characters of a password")
        {
            Default = _ => "12",
            Problem = (_, value) => SettingRules.Number(value, 12, 64),
        },
        new("Passwords:Parallel", "password hashes at one time; 0: one less than processors")
        {
            Default = _ => "0",
            Problem = (_, value) => SettingRules.Number(value, 0, 256),
        },
        new("Passwords:Waiting", "sign-ins that may wait for a password hash")
        {
            Default = _ => "256",
            Problem = (_, value) => SettingRules.Number(value, 1, 100_000),
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
            Problem = (_, value) => SettingRules.Number(value, 1, int.MaxValue),
        }),
        new("Clients:File", "clients that are applied as the server starts, in Development")
        {
            Problem = (context, value) => SettingRules.DemoFile(context, value),
        },
        new("Proofing:Source", "who confirms identities: Embedded (demo people) or Http")
        {
            Default = context => context.IsDevelopment ? ProofingOptions.Embedded : null,
            Problem = SettingRules.ProofingSource,
        },
        new("Proofing:TimeoutSeconds", "seconds that a source has for an answer")
        {
            Default = _ => "10",
            Problem = (_, value) => SettingRules.Number(value, 1, ProofingOptions.LongestTimeout),
        },
        new("Proofing:Http:Address", "where the source over HTTP is")
        {
            Problem = (context, value) =>
                SettingRules.IsProofedOverHttp(context)
                    ? HttpSourceOptions.AddressProblem(value, context.IsDevelopment)
                    : null,
        },
        new("Proofing:Http:KeyFile", "the file of the bearer key of the source over HTTP")
        {
            Problem = (context, value) =>
                !SettingRules.IsProofedOverHttp(context) ? null
                : value is null ? "is not set"
                : !File.Exists(value) ? $"names the file {value}, which does not exist"
                : null,
        },
        new("Proofing:Embedded:File", "demo people, in Development")
        {
            Problem = (context, value) => SettingRules.DemoFile(context, value),
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

    private static string? NullIfEmpty(string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : value;
}
