namespace SecureAccess.Journeys.Shared;

/// <summary>What a form field takes.</summary>
public enum FieldKind
{
    /// <summary>One line of text, shown again after an error.</summary>
    Text,

    /// <summary>An email address, shown again after an error.</summary>
    Email,

    /// <summary>A phone number, formatted while it is typed, shown again after an error.</summary>
    Phone,

    /// <summary>Digits of any number, shown again after an error.</summary>
    Digits,

    /// <summary>A taxpayer number (SSN or ITIN), visible, formatted while it is typed, shown again after an error, kept by no browser.</summary>
    TaxpayerNumber,

    /// <summary>A password that exists: hidden, never shown again.</summary>
    Password,

    /// <summary>A password that is being chosen: hidden, never shown again.</summary>
    NewPassword,

    /// <summary>A one-time code of digits: filled in from a text message, never shown again.</summary>
    Code,

    /// <summary>The code that a device shows: letters, shown again after an error.</summary>
    DeviceCode,

    /// <summary>The code from a letter: letters and digits, never shown again.</summary>
    MailedCode,
}
