namespace SecureAccess.Sessions;

/// <summary>
/// What a person comes for where that needs more than a sign-in: a second factor that is fresh. A closed list, so that no
/// address that someone made up is ever gone to.
/// </summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Address">The page that it is done on.</param>
public sealed record Errand(string Name, string Address)
{
    /// <summary>The query parameter that carries an errand through a sign-in.</summary>
    public const string Parameter = "errand";

    /// <summary>How old the second factor may be: 5 minutes.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <summary>Adding an authenticator app.</summary>
    public static readonly Errand AddApp = new("add-app", "/account/app");

    /// <summary>Binding a phone to an account that has a second factor already, while its identity is being proved.</summary>
    public static readonly Errand BindPhone = new(
        "bind-phone",
        Registering.RegistrationAddresses.NextStep
    );

    private static readonly Errand[] All = [AddApp, BindPhone];

    /// <summary>The errand of this name, or null.</summary>
    public static Errand? Find(string? name) => All.FirstOrDefault(errand => errand.Name == name);

    /// <summary>What it needs now: two factors, the second one fresh.</summary>
    public SignInNeeds Needs(DateTimeOffset now) =>
        SignInNeeds.TwoFactors with
        {
            NotOlderThan = now - Fresh,
        };
}
