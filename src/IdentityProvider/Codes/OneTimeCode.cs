using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Codes;

/// <summary>An issued code: only its keyed hash is kept (D2).</summary>
public sealed class OneTimeCode
{
    /// <summary>Given by the database.</summary>
    public long Id { get; init; }

    /// <summary>The account or registration that the code belongs to.</summary>
    public required Guid Owner { get; init; }

    /// <summary>The name of its <see cref="CodeKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The session that asked for it; <see cref="Guid.Empty"/> where any session of the owner may enter it (D6).</summary>
    public required Guid Binding { get; init; }

    /// <summary>Keyed hash over owner, kind, binding, destination and code.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The first instant at which it is no longer valid.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Entries made against it so far.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset? ConsumedAt { get; set; }

    /// <summary>When a newer code took its place.</summary>
    public DateTimeOffset? VoidedAt { get; set; }
}

internal sealed class OneTimeCodeMapping : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> builder)
    {
        builder.ToTable("OneTimeCodes");
        builder.Property(code => code.Kind).HasMaxLength(32).IsUnicode(false);
        builder.Property(code => code.Hash).HasMaxLength(64).IsUnicode(false);
        builder.HasIndex(code => new
        {
            code.Owner,
            code.Kind,
            code.Binding,
        });
        builder.HasIndex(code => code.ExpiresAt);
    }
}
