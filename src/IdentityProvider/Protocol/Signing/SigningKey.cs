using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Protocol.Signing;

/// <summary>A key that signs tokens, in the database so that all nodes agree; the private half is protected under the root key.</summary>
public sealed class SigningKey
{
    /// <summary>The key's id, as it stands in tokens and in the published set (<c>kid</c>).</summary>
    public required string KeyId { get; init; }

    /// <summary><c>RS256</c> or <c>ES256</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Counts the keys of one algorithm; two nodes that make the same one at once break a unique index, and one wins.</summary>
    public required int Sequence { get; init; }

    /// <summary>The private key (PKCS 8), protected, bound to its id.</summary>
    public required byte[] ProtectedKey { get; init; }

    /// <summary>When it was made, and published.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From this instant it signs, until the next one of its algorithm does.</summary>
    public required DateTimeOffset SignsFrom { get; init; }

    /// <summary>From this instant nothing that it signed is accepted; null while it has no successor.</summary>
    public DateTimeOffset? DropsAt { get; init; }
}

internal sealed class SigningKeyMapping : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("SigningKeys");
        builder.HasKey(key => key.KeyId);
        builder.Property(key => key.KeyId).HasMaxLength(64);
        builder.Property(key => key.Algorithm).HasMaxLength(20);
        builder.HasIndex(key => new { key.Algorithm, key.Sequence }).IsUnique();
    }
}
