using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SecureAccess.Keys;

/// <summary>
/// Keyed fingerprints (HMAC-SHA256), by which values are found that are stored encrypted (D19). Equal values have equal
/// fingerprints within a purpose and unrelated ones across purposes.
/// </summary>
public sealed class Fingerprints(KeyRing ring)
{
    /// <summary>Characters of a fingerprint.</summary>
    public const int Length = 43;

    /// <summary>The fingerprint: 43 ASCII characters (base64url).</summary>
    /// <param name="purpose">Whose key.</param>
    /// <param name="normalized">The value in the one form in which it is compared; normalising is the caller's.</param>
    public string Of(FingerprintPurpose purpose, string normalized) =>
        Base64Url.EncodeToString(
            HMACSHA256.HashData(ring.Derive(purpose), Encoding.UTF8.GetBytes(normalized))
        );
}
