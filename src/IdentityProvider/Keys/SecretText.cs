namespace SecureAccess.Keys;

/// <summary>A password, code or token in clear that never shows itself: its text is redacted. Take it out only where it is used.</summary>
/// <param name="text">The secret.</param>
public sealed class SecretText(string text)
{
    /// <summary>The secret itself.</summary>
    public string Reveal() => text;

    /// <inheritdoc />
    public override string ToString() => "(secret)";
}
