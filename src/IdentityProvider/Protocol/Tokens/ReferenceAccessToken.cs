using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Protocol.Tokens;

/// <summary>
/// An access token of a client that wants handles: the JWT that other clients get, under a key that only the handle's holder has. Who reads
/// the database can neither present it nor read it.
/// </summary>
public sealed class ReferenceAccessToken
{
    /// <summary>SHA-256 of the handle.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The JWT, encrypted under a key derived from the handle.</summary>
    public required byte[] Sealed { get; init; }

    /// <summary>When the JWT expires: the row is of no use after that.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class ReferenceAccessTokenMapping : IEntityTypeConfiguration<ReferenceAccessToken>
{
    public void Configure(EntityTypeBuilder<ReferenceAccessToken> builder)
    {
        builder.ToTable("ReferenceAccessTokens");
        builder.HasKey(token => token.Hash);
        builder.Property(token => token.Hash).HasMaxLength(32).IsFixedLength();
        builder.HasIndex(token => token.ExpiresAt);
    }
}
