using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Proofing;

/// <summary>
/// That a source confirmed something of a person, by the source's own reference: only what matched, never a value (D10). It outlives
/// the draft.
/// </summary>
public sealed class Evidence
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whom it is about.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>One of <see cref="EvidenceKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The source's name.</summary>
    public required string Source { get; init; }

    /// <summary>The source's own reference of its answer.</summary>
    public required string Reference { get; init; }

    /// <summary>When it matched.</summary>
    public required DateTimeOffset MatchedAt { get; init; }

    internal static Evidence Of(
        Guid accountId,
        string kind,
        string source,
        string reference,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            AccountId = accountId,
            Kind = kind,
            Source = source,
            Reference = reference,
            MatchedAt = at,
        };
}

/// <summary>What evidence is of.</summary>
public static class EvidenceKind
{
    /// <summary>The last-filed return (R12).</summary>
    public const string TaxRecord = "tax-record";

    /// <summary>A financial account (R13).</summary>
    public const string FinancialAccount = "financial-account";

    /// <summary>A phone in the person's name (R14).</summary>
    public const string Phone = "phone";

    /// <summary>A letter that reached the address of record (R18).</summary>
    public const string Letter = "letter";
}

internal sealed class EvidenceMapping : IEntityTypeConfiguration<Evidence>
{
    public void Configure(EntityTypeBuilder<Evidence> builder)
    {
        builder.ToTable("Evidence");
        builder.Property(evidence => evidence.Id).ValueGeneratedNever();
        builder.Property(evidence => evidence.Kind).HasMaxLength(32).IsUnicode(false);
        builder.Property(evidence => evidence.Source).HasMaxLength(64).IsUnicode(false);
        builder
            .Property(evidence => evidence.Reference)
            .HasMaxLength(Sources.SourceReference.Longest)
            .IsUnicode(false);
        builder.HasIndex(evidence => evidence.AccountId);
    }
}
