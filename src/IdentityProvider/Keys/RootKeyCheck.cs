using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecureAccess.Persistence;

namespace SecureAccess.Keys;

/// <summary>A known value under each root key that this database was written with: what a wrong or lost key is noticed by (D19).</summary>
public sealed class RootKeyCheckValue
{
    /// <summary>The root key's id.</summary>
    public required string KeyId { get; init; }

    /// <summary>A fixed text, protected.</summary>
    public required byte[] Value { get; init; }

    /// <summary>True for the one key that the fingerprints in this database are made with.</summary>
    public required bool LookUp { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RootKeyCheckValue>
    {
        public void Configure(EntityTypeBuilder<RootKeyCheckValue> builder)
        {
            builder.ToTable("RootKeyCheckValues");
            builder.HasKey(check => check.KeyId);
            builder.Property(check => check.KeyId).HasMaxLength(16).IsUnicode(false);
            builder.Property(check => check.Value).HasMaxLength(128);
        }
    }
}

/// <summary>
/// Compares the root key file with the database before anything else is read or written. A wrong, lost or incomplete file stops
/// the start; it is never answered with a fresh key over old data (security.md "Keys").
/// </summary>
public static class RootKeyCheck
{
    private const string Text = "Secure Access";

    /// <summary>True when this database was already written with a root key.</summary>
    public static Task<bool> HasData(SecureAccessDbContext db, CancellationToken ct) =>
        db.Set<RootKeyCheckValue>().AnyAsync(ct);

    /// <summary>Checks every key that the database names, and enters a current key that is new.</summary>
    /// <exception cref="RootKeyException">A key is missing from the file, or is another one under the same id.</exception>
    public static async Task Run(
        SecureAccessDbContext db,
        KeyRing ring,
        string file,
        CancellationToken ct
    )
    {
        var encryption = new Encryption(ring);
        var known = await db.Set<RootKeyCheckValue>().AsNoTracking().ToListAsync(ct);
        if (known.TrueForAll(check => check.KeyId != ring.CurrentId))
        {
            known.ForEach(check => Check(check, ring, encryption, file));
            var value = encryption.Protect(
                KeyPurpose.CheckValue,
                Encoding.UTF8.GetBytes(Text),
                ring.CurrentId
            );
            var entered = new RootKeyCheckValue
            {
                KeyId = ring.CurrentId,
                Value = value,
                LookUp = known.Count == 0,
            };
            await db.TryInsert(entered, ct); // Another node may enter it at the same moment.
            known = await db.Set<RootKeyCheckValue>().AsNoTracking().ToListAsync(ct);
        }

        known.ForEach(check => Check(check, ring, encryption, file));
        ring.UseForLookUp(known.Single(check => check.LookUp).KeyId);
    }

    private static void Check(
        RootKeyCheckValue check,
        KeyRing ring,
        Encryption encryption,
        string file
    )
    {
        if (!ring.Holds(check.KeyId))
        {
            throw new RootKeyException(
                $"Keys:RootKeyFile: this database was written with the root key '{check.KeyId}', which {file} does not hold."
            );
        }

        try
        {
            encryption.Unprotect(KeyPurpose.CheckValue, check.Value, check.KeyId);
        }
        catch (CryptographicException)
        {
            throw new RootKeyException(
                $"Keys:RootKeyFile: the root key '{check.KeyId}' in {file} is not the one that this database was written with."
            );
        }
    }
}
