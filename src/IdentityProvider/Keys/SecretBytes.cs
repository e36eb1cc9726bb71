using System.Security.Cryptography;

namespace SecureAccess.Keys;

/// <summary>Key material that never shows itself: its text is redacted and it is not a property that a logger would walk into.</summary>
/// <param name="bytes">The secret; taken over, not copied.</param>
public sealed class SecretBytes(byte[] bytes) : IEquatable<SecretBytes>
{
    /// <summary>The secret itself.</summary>
    public ReadOnlySpan<byte> Reveal() => bytes;

    /// <summary>Compares in constant time.</summary>
    public bool Equals(SecretBytes? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(bytes, other.Reveal());

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SecretBytes);

    /// <inheritdoc />
    public override int GetHashCode() => 0;

    /// <inheritdoc />
    public override string ToString() => "(secret)";
}
