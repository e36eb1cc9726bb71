using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Clients;

/// <summary>
/// The name by which the clients of one sector know a person (OpenID Connect Core 8.1): random and stored, not derived, so that
/// it survives recovery and merge and reveals nothing.
/// </summary>
public sealed class SubjectIdentifier
{
    /// <summary>The sector of clients whose subject type is <c>public</c>: one identifier for all of them.</summary>
    public const string PublicSector = "";

    /// <summary>The record's own id.</summary>
    public Guid Id { get; set; }

    /// <summary>Who it names; for a tombstone the join that retired it, which is nobody.</summary>
    public required Guid AccountId { get; set; }

    /// <summary>To which clients.</summary>
    public required string Sector { get; set; }

    /// <summary>The identifier: 128 random bits as 22 characters of base64url.</summary>
    public required string Value { get; set; }

    /// <summary>When it was first given out.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it became a tombstone: it names nobody, and is never issued again (D14). Null while it is in use.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>The account that it named before a join moved or retired it; null when none did.</summary>
    public Guid? MovedFrom { get; set; }

    /// <summary>The join that moved or retired it last.</summary>
    public Guid? JoinId { get; set; }
}

/// <summary>Maps <see cref="SubjectIdentifier"/>.</summary>
internal sealed class SubjectIdentifierMapping : IEntityTypeConfiguration<SubjectIdentifier>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<SubjectIdentifier> builder)
    {
        builder.ToTable("SubjectIdentifiers");
        builder.Property(subject => subject.Sector).HasMaxLength(200);
        builder.Property(subject => subject.Value).HasMaxLength(100);
        builder.HasIndex(subject => new { subject.AccountId, subject.Sector }).IsUnique();
        builder.HasIndex(subject => subject.Value).IsUnique();
    }
}
