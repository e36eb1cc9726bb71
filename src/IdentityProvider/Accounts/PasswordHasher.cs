using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using NSec.Cryptography;
using SecureAccess.Keys;

namespace SecureAccess.Accounts;

/// <summary>
/// D8: passwords are normalised (NFC), keyed with the pepper and hashed with Argon2id (19 MiB, 2 passes), or for FIPS with
/// PBKDF2-HMAC-SHA512. What made a hash stands in it; an outdated one is to be made anew at sign-in.
/// </summary>
public sealed class PasswordHasher(KeyRing keys, IOptions<PasswordOptions> options)
    : IPasswordHasher<Account>
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    // D8: 19 MiB and 2 passes, or stronger.
    private static readonly int[] Argon2Parameters = [19 * 1024, 2];

    // D8: at least 210,000 rounds.
    private static readonly int[] Pbkdf2Parameters = [210_000];

    /// <inheritdoc />
    public string HashPassword(Account user, string password)
    {
        var (algorithm, parameters) =
            options.Value.Algorithm == "Pbkdf2"
                ? (PasswordHash.Pbkdf2, Pbkdf2Parameters)
                : (PasswordHash.Argon2id, Argon2Parameters);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Compute(algorithm, parameters, keys.CurrentId, salt, password);
        return new PasswordHash(algorithm, parameters, keys.CurrentId, salt, hash).Write();
    }

    /// <inheritdoc />
    public PasswordVerificationResult VerifyHashedPassword(
        Account user,
        string hashedPassword,
        string providedPassword
    )
    {
        ArgumentNullException.ThrowIfNull(hashedPassword);
        if (
            PasswordHash.TryRead(hashedPassword) is not { } stored
            || !keys.Holds(stored.PepperKeyId)
        )
        {
            return PasswordVerificationResult.Failed;
        }

        var computed = Compute(
            stored.Algorithm,
            stored.Parameters,
            stored.PepperKeyId,
            stored.Salt,
            providedPassword
        );
        if (!CryptographicOperations.FixedTimeEquals(computed, stored.Hash))
        {
            return PasswordVerificationResult.Failed;
        }

        return IsCurrent(stored)
            ? PasswordVerificationResult.Success
            : PasswordVerificationResult.SuccessRehashNeeded;
    }

    private bool IsCurrent(PasswordHash stored) =>
        stored.PepperKeyId == keys.CurrentId
        && (
            options.Value.Algorithm == "Pbkdf2"
                ? stored.Algorithm == PasswordHash.Pbkdf2
                    && stored.Parameters.SequenceEqual(Pbkdf2Parameters)
                : stored.Algorithm == PasswordHash.Argon2id
                    && stored.Parameters.SequenceEqual(Argon2Parameters)
        );

    private byte[] Compute(
        string algorithm,
        IReadOnlyList<int> parameters,
        string pepperKeyId,
        byte[] salt,
        string password
    )
    {
        var peppered = HMACSHA512.HashData(
            keys.Derive(KeyPurpose.PasswordPepper, pepperKeyId),
            Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC))
        );
        return algorithm switch
        {
            PasswordHash.Argon2id => new Argon2id(
                new Argon2Parameters
                {
                    DegreeOfParallelism = 1,
                    MemorySize = parameters[0],
                    NumberOfPasses = parameters[1],
                }
            ).DeriveBytes(peppered, salt, HashBytes),
            PasswordHash.Pbkdf2 => Rfc2898DeriveBytes.Pbkdf2(
                peppered,
                salt,
                parameters[0],
                HashAlgorithmName.SHA512,
                HashBytes
            ),
            _ => throw new CryptographicException("A password hash of an unknown algorithm."),
        };
    }
}
