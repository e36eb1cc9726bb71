using System.Security.Cryptography;
using System.Text;

namespace SecureAccess.Keys;

/// <summary>
/// The form of every protected value: format byte, length and text of the key's id, nonce, cipher text, tag. AES-256-GCM; the
/// header and the caller's text are authenticated with it. A fresh random nonce each time.
/// </summary>
internal static class SealedValue
{
    private const byte Format = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Protects under a key of 32 bytes.</summary>
    public static byte[] Seal(string keyId, byte[] key, ReadOnlySpan<byte> clear, string associated)
    {
        var header = 2 + keyId.Length;
        var value = new byte[header + NonceBytes + clear.Length + TagBytes];
        value[0] = Format;
        value[1] = (byte)keyId.Length;
        Encoding.ASCII.GetBytes(keyId, value.AsSpan(2));
        var nonce = value.AsSpan(header, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            nonce,
            clear,
            value.AsSpan(header + NonceBytes, clear.Length),
            value.AsSpan(value.Length - TagBytes),
            Associated(value.AsSpan(0, header), associated)
        );
        return value;
    }

    /// <summary>The id of the key that protected this value.</summary>
    /// <exception cref="CryptographicException">Not a protected value.</exception>
    public static string KeyIdOf(ReadOnlySpan<byte> value) =>
        value.Length >= 2
        && value[0] == Format
        && value.Length >= 2 + value[1] + NonceBytes + TagBytes
            ? Encoding.ASCII.GetString(value.Slice(2, value[1]))
            : throw new CryptographicException("The value is not a protected value.");

    /// <summary>Gives the clear bytes back.</summary>
    /// <exception cref="CryptographicException">Changed, made under another key, or for another purpose or context.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> value, string associated)
    {
        var header = 2 + KeyIdOf(value).Length;
        var clear = new byte[value.Length - header - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(
            value.Slice(header, NonceBytes),
            value.Slice(header + NonceBytes, clear.Length),
            value[^TagBytes..],
            clear,
            Associated(value[..header], associated)
        );
        return clear;
    }

    private static byte[] Associated(ReadOnlySpan<byte> header, string text) =>
        [.. header, .. Encoding.UTF8.GetBytes(text)];
}
