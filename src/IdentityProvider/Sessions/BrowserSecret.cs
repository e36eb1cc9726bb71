using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SecureAccess.Sessions;

/// <summary>256 random bits that a browser holds in a cookie and the server only as a hash.</summary>
internal static class BrowserSecret
{
    /// <summary>43 characters of base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 of the value. A value with 256 random bits needs no slow or keyed hash.</summary>
    public static byte[] Hash(string value) => SHA256.HashData(Encoding.UTF8.GetBytes(value));
}
