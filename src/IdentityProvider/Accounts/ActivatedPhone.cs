using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Accounts;

/// <summary>
/// A phone that its owner proved to hold. Only activated phones are rows here, so that an unproven claim blocks nobody (D12).
/// </summary>
public sealed class ActivatedPhone
{
    /// <summary>Its id; a number that is bound anew gets a new one.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Keyed fingerprint of the E.164 number; unique: one user a device (R21).</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The E.164 number under the person's key (D19).</summary>
    public required byte[] Number { get; init; }

    /// <summary>False for a landline, which is called only.</summary>
    public required bool ReceivesTexts { get; init; }

    /// <summary>When it was proven.</summary>
    public required DateTimeOffset ActivatedAt { get; init; }
}

internal sealed class ActivatedPhoneMapping : IEntityTypeConfiguration<ActivatedPhone>
{
    public void Configure(EntityTypeBuilder<ActivatedPhone> builder)
    {
        builder.ToTable("ActivatedPhones");
        builder.Property(phone => phone.Id).ValueGeneratedNever();
        builder.Property(phone => phone.Fingerprint).HasMaxLength(64).IsUnicode(false);
        // R21, D12: several users cannot register the same mobile phone.
        builder.HasIndex(phone => phone.Fingerprint).IsUnique();
        builder.HasIndex(phone => phone.AccountId);
        builder
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(phone => phone.AccountId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
