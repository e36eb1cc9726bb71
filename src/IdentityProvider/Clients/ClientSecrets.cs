using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SecureAccess.Clients;

/// <summary>
/// Client secrets are made here, not chosen by people: 256 random bits, so a single SHA-256 is as strong as a slow hash and
/// costs a thousandth of it on each token request.
/// </summary>
public static class ClientSecrets
{
    private const string Scheme = "sha256:";

    /// <summary>A new secret: 43 characters of base64url.</summary>
    public static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a secret.</summary>
    public static string Hash(string secret) =>
        Scheme + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether the secret is the one whose hash is stored; takes the same time for every secret.</summary>
    public static bool Matches(string secret, string stored) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Hash(secret)),
            Encoding.ASCII.GetBytes(stored)
        );
}
