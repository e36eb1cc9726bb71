using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>An assertion that authenticated its client, remembered so that it does so once (RFC 7523 3).</summary>
public sealed class UsedAssertion
{
    /// <summary>SHA-256 of the client and the assertion's <c>jti</c>, whatever its length.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>When the assertion ends; it is refused by itself from then on.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class UsedAssertionMapping : IEntityTypeConfiguration<UsedAssertion>
{
    public void Configure(EntityTypeBuilder<UsedAssertion> builder)
    {
        builder.ToTable("UsedAssertions");
        builder.HasKey(row => row.Hash);
        builder.Property(row => row.Hash).HasMaxLength(32).IsFixedLength();
        builder.HasIndex(row => row.ExpiresAt);
    }
}
