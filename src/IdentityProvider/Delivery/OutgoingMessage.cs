using System.Text.Json.Serialization;

namespace SecureAccess.Delivery;

/// <summary>How a message travels.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Channel>))]
public enum Channel
{
    /// <summary>To an email address.</summary>
    Email,

    /// <summary>A text message to an E.164 number.</summary>
    Text,

    /// <summary>A voice call to an E.164 number.</summary>
    Voice,

    /// <summary>Paper to the address of record.</summary>
    Letter,
}

/// <summary>A message as it leaves: rendered, in one language, for one channel.</summary>
/// <param name="Channel">How it travels.</param>
/// <param name="To">The email address; the E.164 number; for a letter the username (the email address while there is none).</param>
/// <param name="Language">BCP 47 tag of its text.</param>
/// <param name="Subject">Subject of an email, headline of a letter; empty for text and voice.</param>
/// <param name="Body">Plain text.</param>
/// <param name="Code">The one-time code in it, if any.</param>
/// <param name="ExpiresAt">After this instant it is of no use: it is erased instead of sent.</param>
/// <param name="Letter">What is printed, for a letter; otherwise null.</param>
public sealed record OutgoingMessage(
    Channel Channel,
    string To,
    string Language,
    string Subject,
    string Body,
    string? Code,
    DateTimeOffset ExpiresAt,
    PrintedLetter? Letter = null
)
{
    /// <summary>Names the channel only: address, text and code are personal or secret.</summary>
    public override string ToString() => $"[{Channel} message]";
}
