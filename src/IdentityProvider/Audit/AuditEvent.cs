using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Audit;

/// <summary>One entry of the append-only record (D20). It names ids, never personal data, codes or tokens.</summary>
public sealed class AuditEvent
{
    /// <summary>Given by the database in the order of appending.</summary>
    public long Id { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The name of the type, for instance <c>session.signed-in</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Who did it: <c>account:ID</c>, <c>command:VERB</c>, <c>job:NAME</c>, <c>client:ID</c> or <c>anonymous</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The account that it is about, if there is one.</summary>
    public Guid? Subject { get; init; }

    /// <summary>Further facts as a JSON object of strings; null when there are none.</summary>
    public string? Details { get; init; }
}

internal sealed class AuditEventMapping : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.ToTable("AuditEvents");
        builder.Property(audit => audit.Type).HasMaxLength(64).IsUnicode(false);
        builder.Property(audit => audit.Actor).HasMaxLength(128);
        builder.HasIndex(audit => new { audit.Subject, audit.At });
        builder.HasIndex(audit => audit.At);
    }
}
