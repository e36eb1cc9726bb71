namespace SecureAccess.Sessions.Registering;

/// <summary>D22: how long an unfinished registration is kept.</summary>
public static class RegistrationRules
{
    /// <summary>Without a password: 24 hours after its last step.</summary>
    public static readonly TimeSpan KeptWithoutPassword = TimeSpan.FromHours(24);

    /// <summary>With one: 30 days after its last completed step.</summary>
    public static readonly TimeSpan KeptWithPassword = TimeSpan.FromDays(30);

    /// <summary>Never less than 24 hours after the last mailed code ends.</summary>
    public static readonly TimeSpan KeptAfterMailedCode = TimeSpan.FromHours(24);
}
