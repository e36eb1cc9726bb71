using SecureAccess.Audit;

namespace SecureAccess.Sessions.Registering;

/// <summary>What happens to registrations. Their subject is the registration's id, which becomes the account's.</summary>
public static class RegistrationEvents
{
    /// <summary>A confirmation code, or the word that there is an account already, went to an address.</summary>
    public static readonly AuditEventType CodeSent = new("registration.code-sent");

    /// <summary>An entry of a confirmation code was wrong.</summary>
    public static readonly AuditEventType CodeRefused = new("registration.code-refused");

    /// <summary>A username was chosen after the registration (D14).</summary>
    public static readonly AuditEventType UsernameChosen = new("registration.username-chosen");

    /// <summary>A phone of someone else's account was refused (R21).</summary>
    public static readonly AuditEventType PhoneRefused = new("registration.phone-refused");

    /// <summary>The person proved to have another account (D13).</summary>
    public static readonly AuditEventType AnotherAccount = new("registration.another-account");

    /// <summary>Registered and verified.</summary>
    public static readonly AuditEventType Completed = new("registration.completed");

    /// <summary>An unfinished registration was destroyed (D22).</summary>
    public static readonly AuditEventType Destroyed = new("registration.destroyed");
}
