namespace SecureAccess.Keys;

/// <summary>Authenticated encryption of what belongs to no person, under a key per purpose (D19).</summary>
public sealed class Encryption(KeyRing ring)
{
    /// <summary>Protects bytes.</summary>
    /// <param name="purpose">Whose key.</param>
    /// <param name="clear">Any length, also none.</param>
    /// <param name="context">What the value belongs to, such as a row's id: the same must be given to read it.</param>
    public byte[] Protect(KeyPurpose purpose, ReadOnlySpan<byte> clear, string context = "") =>
        SealedValue.Seal(ring.CurrentId, ring.Derive(purpose), clear, Associated(purpose, context));

    /// <summary>Reads what <see cref="Protect"/> made, also under a key that is no longer the current one.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// Changed, for another purpose or context, or the key is not in the root key file.
    /// </exception>
    public byte[] Unprotect(KeyPurpose purpose, ReadOnlySpan<byte> value, string context = "") =>
        SealedValue.Open(
            ring.Derive(purpose, SealedValue.KeyIdOf(value)),
            value,
            Associated(purpose, context)
        );

    private static string Associated(KeyPurpose purpose, string context) =>
        purpose.Name + "\0" + context;
}
