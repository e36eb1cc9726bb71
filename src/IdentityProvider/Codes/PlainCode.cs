namespace SecureAccess.Codes;

/// <summary>A one-time code in clear, on its way to the person or back. It never prints itself.</summary>
public sealed class PlainCode(string characters)
{
    /// <summary>The characters, for the message that carries the code and for its hash; nowhere else.</summary>
    public string Reveal() => characters;

    /// <inheritdoc />
    public override string ToString() => "[code]";
}
