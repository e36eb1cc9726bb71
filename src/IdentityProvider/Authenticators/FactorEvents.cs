using SecureAccess.Audit;

namespace SecureAccess.Authenticators;

/// <summary>What happens to second factors.</summary>
public static class FactorEvents
{
    /// <summary>A security code was sent.</summary>
    public static readonly AuditEventType CodeSent = new("factor.code-sent");

    /// <summary>An entry was wrong.</summary>
    public static readonly AuditEventType Refused = new("factor.refused");

    /// <summary>Every phone and app was removed: the person has lost them (D15).</summary>
    public static readonly AuditEventType Removed = new("factor.removed");

    /// <summary>An authenticator app was added.</summary>
    public static readonly AuditEventType AppAdded = new("factor.app-added");

    /// <summary>A phone was claimed, and a source was asked about it.</summary>
    public static readonly AuditEventType PhoneClaimed = new("factor.phone-claimed");

    /// <summary>An activation code was sent.</summary>
    public static readonly AuditEventType ActivationSent = new("factor.activation-sent");

    /// <summary>An entry of an activation code was wrong.</summary>
    public static readonly AuditEventType ActivationRefused = new("factor.activation-refused");

    /// <summary>A letter with an activation code was handed to the outbox (R18).</summary>
    public static readonly AuditEventType LetterSent = new("factor.letter-sent");

    /// <summary>An entry of a mailed code was wrong.</summary>
    public static readonly AuditEventType LetterRefused = new("factor.letter-refused");

    /// <summary>The code of a letter was accepted.</summary>
    public static readonly AuditEventType LetterAccepted = new("factor.letter-accepted");

    /// <summary>The person was reminded of a letter by email.</summary>
    public static readonly AuditEventType LetterReminded = new("factor.letter-reminded");
}
