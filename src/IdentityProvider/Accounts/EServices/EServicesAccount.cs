using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Accounts.EServices;

/// <summary>
/// An e-Services account as administrators imported it (D14). It has no password and nobody signs in to it; what assigns its username is
/// the taxpayer number, after full proofing and both factors.
/// </summary>
public sealed class EServicesAccount
{
    /// <summary>Its id, and that of the key that its personal data is under (D19).</summary>
    public required Guid Id { get; init; }

    /// <summary>The permanent username (R6) as it was imported.</summary>
    public required string Username { get; init; }

    /// <summary>Keyed fingerprint of the taxpayer number; unique.</summary>
    public required string TaxpayerNumberFingerprint { get; init; }

    /// <summary>The taxpayer number, encrypted.</summary>
    public required byte[] TaxpayerNumber { get; init; }

    /// <summary>Given and family name as JSON, encrypted.</summary>
    public required byte[] Name { get; set; }

    /// <summary>The email address, encrypted. It is only ever notified: never used to sign in or to recover (D14).</summary>
    public required byte[] Email { get; set; }

    /// <summary>The tools' own words, separated by blanks; they grant nothing here (D14).</summary>
    public required string Roles { get; set; }

    /// <summary>When it was imported first.</summary>
    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>The account that its username was assigned to; null while it is nobody's.</summary>
    public Guid? AssignedTo { get; init; }

    /// <summary>When it was assigned.</summary>
    public DateTimeOffset? AssignedAt { get; init; }
}

internal sealed class EServicesAccountMapping : IEntityTypeConfiguration<EServicesAccount>
{
    public void Configure(EntityTypeBuilder<EServicesAccount> builder)
    {
        builder.ToTable("EServicesAccounts");
        builder.Property(imported => imported.Id).ValueGeneratedNever();
        builder.Property(imported => imported.Username).HasMaxLength(32).IsUnicode(false);
        builder
            .Property(imported => imported.TaxpayerNumberFingerprint)
            .HasMaxLength(64)
            .IsUnicode(false);
        builder
            .Property(imported => imported.Roles)
            .HasMaxLength(EServicesRowRules.LongestRoles)
            .IsUnicode(false);
        builder.HasIndex(imported => imported.TaxpayerNumberFingerprint).IsUnique();
        // R6: an account gets one e-Services username.
        builder.HasIndex(imported => imported.AssignedTo).IsUnique();
    }
}
