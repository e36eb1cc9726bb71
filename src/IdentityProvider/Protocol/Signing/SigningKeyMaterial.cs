using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Keys;

namespace SecureAccess.Protocol.Signing;

/// <summary>Makes the two halves of a key, and reads them from its row.</summary>
public class SigningKeyMaterial(Encryption encryption, TimeProvider clock)
{
    /// <summary>A new key that is not stored yet.</summary>
    /// <param name="algorithm">Its algorithm.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="signsFrom">From when it signs.</param>
    public SigningKey Make(string algorithm, int sequence, DateTimeOffset signsFrom)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var clear = NewPrivateKey(algorithm);
        try
        {
            return new SigningKey
            {
                KeyId = id,
                Algorithm = algorithm,
                Sequence = sequence,
                ProtectedKey = encryption.Protect(KeyPurpose.SigningKeys, clear, id),
                CreatedAt = clock.GetUtcNow(),
                SignsFrom = signsFrom,
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <summary>What signs and verifies with this row's key.</summary>
    /// <exception cref="RootKeyException">The row was written under a root key that is not in the file, or was changed.</exception>
    public SigningCredentials Read(SigningKey row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var clear = Unprotect(row);
        try
        {
            SecurityKey key;
            if (row.Algorithm == SecurityAlgorithms.RsaSha256)
            {
                var rsa = RSA.Create();
                rsa.ImportPkcs8PrivateKey(clear, out _);
                key = new RsaSecurityKey(rsa) { KeyId = row.KeyId };
            }
            else
            {
                var ecdsa = ECDsa.Create();
                ecdsa.ImportPkcs8PrivateKey(clear, out _);
                key = new ECDsaSecurityKey(ecdsa) { KeyId = row.KeyId };
            }

            return new SigningCredentials(key, row.Algorithm);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <summary>A new private key (PKCS 8); who takes it wipes it.</summary>
    protected virtual byte[] NewPrivateKey(string algorithm)
    {
        using AsymmetricAlgorithm key =
            algorithm == SecurityAlgorithms.RsaSha256
                ? RSA.Create(2048)
                : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    private byte[] Unprotect(SigningKey row)
    {
        try
        {
            return encryption.Unprotect(KeyPurpose.SigningKeys, row.ProtectedKey, row.KeyId);
        }
        catch (CryptographicException)
        {
            throw new RootKeyException(
                $"Keys:RootKeyFile: the signing key {row.KeyId} cannot be read: it was written under a root key that the file does not hold, or was changed."
            );
        }
    }
}
