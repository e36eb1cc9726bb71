using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecureAccess.Accounts;

namespace SecureAccess.Proofing;

/// <summary>The draft of an account's proofing as it is stored: every value of the person's under the person's key (D19).</summary>
public sealed class StoredDraft
{
    /// <summary>Whose it is.</summary>
    public required Guid AccountId { get; init; }

    /// <summary><see cref="IdentityAnswers"/> as JSON, encrypted.</summary>
    public byte[]? Identity { get; set; }

    /// <summary>The kind of the financial account, encrypted.</summary>
    public byte[]? AccountKind { get; set; }

    /// <summary>Its number, encrypted; only until the answer, and 24 h at most (D10).</summary>
    public byte[]? AccountNumber { get; set; }

    /// <summary>When the number was entered.</summary>
    public DateTimeOffset? AccountNumberEnteredAt { get; set; }

    /// <summary>Grows with every change that the person makes.</summary>
    public required long Version { get; set; }

    /// <summary>The submission that is being checked; null: none.</summary>
    public Guid? CheckId { get; set; }

    /// <summary>When its check began.</summary>
    public DateTimeOffset? CheckingSince { get; set; }

    /// <summary>The version that it took.</summary>
    public long? CheckedVersion { get; set; }

    /// <summary>Fingerprint of the source address that its attempt was counted for, so that it can be given back.</summary>
    public string? CheckSource { get; set; }

    /// <summary><see cref="Proofing.LastCheck"/> as JSON, encrypted.</summary>
    public byte[]? LastCheck { get; set; }

    /// <summary>When the sources confirmed the person.</summary>
    public DateTimeOffset? ProofedAt { get; set; }

    /// <summary>When anything of it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class StoredDraftMapping : IEntityTypeConfiguration<StoredDraft>
{
    public void Configure(EntityTypeBuilder<StoredDraft> builder)
    {
        builder.ToTable("ProofingDrafts");
        builder.HasKey(draft => draft.AccountId);
        builder.Property(draft => draft.AccountId).ValueGeneratedNever();
        builder.Property(draft => draft.CheckSource).HasMaxLength(64).IsUnicode(false);
        // Read by the job that erases numbers.
        builder.HasIndex(draft => draft.AccountNumberEnteredAt);
        builder
            .HasOne<Account>()
            .WithOne()
            .HasForeignKey<StoredDraft>(draft => draft.AccountId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
