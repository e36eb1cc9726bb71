using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Keys;

/// <summary>A person's own key, wrapped under the root key; deleting the row makes all that it protects unreadable (D19).</summary>
public sealed class PersonKey
{
    /// <summary>The account whose key it is.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Stands in every value that this key protects; 8 random characters.</summary>
    public required string KeyId { get; init; }

    /// <summary>The key, protected by <see cref="Encryption"/>.</summary>
    public required byte[] WrappedKey { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<PersonKey>
    {
        public void Configure(EntityTypeBuilder<PersonKey> builder)
        {
            builder.ToTable("PersonKeys");
            builder.HasKey(key => key.PersonId);
            builder.Property(key => key.PersonId).ValueGeneratedNever();
            builder.Property(key => key.KeyId).HasMaxLength(16).IsUnicode(false);
            builder.Property(key => key.WrappedKey).HasMaxLength(128);
        }
    }
}
