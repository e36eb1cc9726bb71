using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Persistence;

namespace SecureAccess.Keys;

/// <summary>
/// Encryption of a person's data under the person's own key (D19). The key is read once per unit of work: the context that it was
/// read with is the cache.
/// </summary>
public sealed class PersonalData(SecureAccessDbContext db, Encryption encryption)
{
    /// <summary>Makes the person's key; it is saved with the caller's change.</summary>
    public async Task CreateKey(Guid personId, CancellationToken ct = default)
    {
        var key = RandomNumberGenerator.GetBytes(RootKeyFile.KeyBytes);
        var wrapped = encryption.Protect(KeyPurpose.PersonKeys, key, personId.ToString());
        var keyId = RandomNumberGenerator.GetHexString(8, lowercase: true);
        await db.AddAsync(
            new PersonKey
            {
                PersonId = personId,
                KeyId = keyId,
                WrappedKey = wrapped,
            },
            ct
        );
    }

    /// <summary>Destroys the person's key at once: nothing that it protected can be read again.</summary>
    public async Task DestroyKey(Guid personId, CancellationToken ct = default)
    {
        await db.Set<PersonKey>().Where(key => key.PersonId == personId).ExecuteDeleteAsync(ct);
        foreach (
            var entry in db
                .ChangeTracker.Entries<PersonKey>()
                .Where(entry => entry.Entity.PersonId == personId)
                .ToList()
        )
        {
            entry.State = EntityState.Detached;
        }
    }

    /// <summary>Protects one field of a person.</summary>
    /// <param name="personId">Whose it is.</param>
    /// <param name="field">The field's stable name; a value moved to another field or person cannot be read.</param>
    /// <param name="clear">The text.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="PersonKeyDestroyedException">The person has no key.</exception>
    public async Task<byte[]> Protect(
        Guid personId,
        string field,
        string clear,
        CancellationToken ct = default
    )
    {
        var key = await Find(personId, ct);
        return SealedValue.Seal(
            key.KeyId,
            Unwrap(key),
            Encoding.UTF8.GetBytes(clear),
            Associated(personId, field)
        );
    }

    /// <summary>Reads one field of a person.</summary>
    /// <exception cref="PersonKeyDestroyedException">The person's key was destroyed.</exception>
    /// <exception cref="CryptographicException">The value was changed or belongs to another person or field.</exception>
    public async Task<string> Reveal(
        Guid personId,
        string field,
        byte[] value,
        CancellationToken ct = default
    )
    {
        var key = await Find(personId, ct);
        return Encoding.UTF8.GetString(
            SealedValue.Open(Unwrap(key), value, Associated(personId, field))
        );
    }

    /// <summary>Does the work of a reading for a person whom there is not, so that both cause the same statements.</summary>
    public async Task LookForNobody(CancellationToken ct = default) =>
        await db.FindAsync<PersonKey>([Guid.Empty], ct);

    private async Task<PersonKey> Find(Guid personId, CancellationToken ct) =>
        await db.FindAsync<PersonKey>([personId], ct) ?? throw new PersonKeyDestroyedException();

    private byte[] Unwrap(PersonKey key) =>
        encryption.Unprotect(KeyPurpose.PersonKeys, key.WrappedKey, key.PersonId.ToString());

    private static string Associated(Guid personId, string field) => $"person\0{personId}\0{field}";
}
