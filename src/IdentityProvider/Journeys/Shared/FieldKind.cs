namespace SecureAccess.Journeys.Shared;

/// <summary>What a form field takes.</summary>
public enum FieldKind
{
    /// <summary>One line of text, shown again after an error.</summary>
    Text,

    /// <summary>A password: hidden, never shown again.</summary>
    Password,

    /// <summary>A one-time code: digits on a phone's keyboard, filled in from a text message, never shown again.</summary>
    Code,
}
