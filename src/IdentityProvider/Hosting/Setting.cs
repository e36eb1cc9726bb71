namespace SecureAccess.Hosting;

/// <summary>One setting that an operator may give, by environment, settings file or command line.</summary>
/// <param name="Name">Its name, with colons (<c>__</c> in the environment).</param>
/// <param name="Meaning">What it is, in a few words.</param>
public sealed record Setting(string Name, string Meaning)
{
    /// <summary>What holds when it is not given; null: nothing.</summary>
    public Func<SettingsContext, string?> Default { get; init; } = _ => null;

    /// <summary>What is wrong with it as it stands, beginning with a verb; null: nothing.</summary>
    public Func<SettingsContext, string?, string?> Problem { get; init; } = (_, _) => null;

    /// <summary>The value as it may be shown; secrets are redacted here.</summary>
    public Func<string, string> Shown { get; init; } = value => value;

    /// <summary>The shown form of a setting that is itself a secret.</summary>
    public static string Redacted(string value) => "(secret)";
}

/// <summary>What a setting's default and check may look at.</summary>
/// <param name="Configuration">All settings.</param>
/// <param name="IsDevelopment">True in Development, where what is convenient is allowed.</param>
public sealed record SettingsContext(IConfiguration Configuration, bool IsDevelopment);
