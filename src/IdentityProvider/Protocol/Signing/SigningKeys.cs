using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Protocol.Signing;

/// <summary>Makes the signing keys that are missing and reads those that there are.</summary>
public sealed class SigningKeys(
    SecureAccessDbContext database,
    Encryption encryption,
    TimeProvider clock
)
{
    /// <summary>The algorithms that clients may choose from; the first is the default (OpenID Connect Core 15.1).</summary>
    public static readonly IReadOnlyList<string> Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.EcdsaSha256,
    ];

    /// <summary>Makes the first key of each algorithm that has none. On any number of nodes at once, one wins.</summary>
    public async Task MakeMissing(CancellationToken cancellationToken)
    {
        var present = await database
            .Set<SigningKey>()
            .Select(key => key.Algorithm)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var algorithm in Algorithms.Except(present))
        {
            await database.TryInsert(Make(algorithm, sequence: 1), cancellationToken);
        }
    }

    /// <summary>The keys in the order in which they are used and published.</summary>
    public IReadOnlyList<SigningCredentials> Read() =>
        [
            .. database
                .Set<SigningKey>()
                .AsNoTracking()
                .AsEnumerable()
                .OrderBy(key => Algorithms.ToList().IndexOf(key.Algorithm))
                .ThenBy(key => key.Sequence)
                .Select(Credentials),
        ];

    private SigningKey Make(string algorithm, int sequence)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        using AsymmetricAlgorithm key =
            algorithm == SecurityAlgorithms.RsaSha256
                ? RSA.Create(2048)
                : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var clear = key.ExportPkcs8PrivateKey();
        try
        {
            return new SigningKey
            {
                KeyId = id,
                Algorithm = algorithm,
                Sequence = sequence,
                ProtectedKey = encryption.Protect(KeyPurpose.SigningKeys, clear, id),
                CreatedAt = clock.GetUtcNow(),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    private SigningCredentials Credentials(SigningKey row)
    {
        var clear = encryption.Unprotect(KeyPurpose.SigningKeys, row.ProtectedKey, row.KeyId);
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
}
