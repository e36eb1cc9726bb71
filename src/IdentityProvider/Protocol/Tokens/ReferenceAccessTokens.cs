using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Keys;
using SecureAccess.Persistence;

namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// Puts handles in the place of JWT access tokens, and the JWTs back where a handle is presented. All that is asked of a JWT (signature,
/// dates, audience, whether its grant and session live) is then asked of it as of every other one.
/// </summary>
public sealed class ReferenceAccessTokens(
    SecureAccessDbContext database,
    PlainInsert<ReferenceAccessToken> insert,
    TimeProvider clock
)
{
    private const string Purpose = "reference-access-token";

    /// <summary>Stores a JWT.</summary>
    /// <returns>The handle, which is kept nowhere.</returns>
    public async Task<string> Store(
        string jwt,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken
    )
    {
        var handle = Handle.New();
        await insert.Execute(
            database,
            new ReferenceAccessToken
            {
                Hash = handle.Hash,
                Sealed = SealedValue.Seal(
                    Purpose,
                    KeyOf(handle),
                    Encoding.ASCII.GetBytes(jwt),
                    Purpose
                ),
                ExpiresAt = expiresAt,
            },
            cancellationToken
        );
        return handle.Value;
    }

    /// <summary>The JWT behind a handle.</summary>
    /// <param name="presented">Whatever was presented as an access token.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Null when it is no handle of a token that can still be used.</returns>
    public async Task<string?> Find(string? presented, CancellationToken cancellationToken)
    {
        if (presented is not { Length: Handle.Length })
        {
            return null;
        }

        var handle = Handle.Of(presented);
        var now = clock.GetUtcNow();
        var value = await database
            .Set<ReferenceAccessToken>()
            .Where(row => row.Hash == handle.Hash && row.ExpiresAt > now)
            .Select(row => row.Sealed)
            .FirstOrDefaultAsync(cancellationToken);
        return value is null
            ? null
            : Encoding.ASCII.GetString(SealedValue.Open(KeyOf(handle), value, Purpose));
    }

    // The handle has 256 random bits; the row's hash is another function of it and says nothing about the key.
    private static byte[] KeyOf(Handle handle) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Encoding.ASCII.GetBytes(handle.Value),
            outputLength: 32,
            info: Encoding.ASCII.GetBytes(Purpose)
        );
}
