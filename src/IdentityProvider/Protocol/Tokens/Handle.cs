using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// An opaque code or token: 256 random bits as 43 characters of base64url. Only its SHA-256 is stored, so that a leaked database
/// holds nothing that can be presented.
/// </summary>
/// <param name="Value">What the client receives; never logged.</param>
/// <param name="Hash">What is stored, 32 bytes.</param>
public readonly record struct Handle(string Value, byte[] Hash)
{
    /// <summary>Characters of a handle.</summary>
    public const int Length = 43;

    /// <summary>A new one.</summary>
    public static Handle New() => Of(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>The handle that a client presents.</summary>
    public static Handle Of(string value) =>
        new(value, SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[handle]";
}
