using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Accounts;

/// <summary>Who the person is, as it was proofed: what relying parties may be told, and nothing of the evidence.</summary>
public sealed class VerifiedIdentity
{
    /// <summary>The account that it belongs to.</summary>
    public required Guid AccountId { get; init; }

    /// <summary><see cref="Person"/> as JSON under the person's key (D19).</summary>
    public required byte[] Person { get; init; }

    /// <summary>The taxpayer number under the person's key, kept for the <c>tin</c> scope and for new fingerprint keys (D19).</summary>
    public required byte[] TaxpayerNumber { get; init; }

    /// <summary>Its keyed fingerprint; unique: one person, one account (D13).</summary>
    public required string TaxpayerNumberFingerprint { get; init; }
}

/// <summary>A person's name, date of birth and address of record.</summary>
/// <param name="GivenName">Given name.</param>
/// <param name="FamilyName">Family name.</param>
/// <param name="BirthDate">Date of birth.</param>
/// <param name="Address">Address of record.</param>
public sealed record Person(
    string GivenName,
    string FamilyName,
    DateOnly BirthDate,
    PostalAddress Address
)
{
    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[person]";
}

/// <summary>A postal address.</summary>
/// <param name="Street">Street and number.</param>
/// <param name="City">City.</param>
/// <param name="State">State or region; two letters in the United States.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code.</param>
public sealed record PostalAddress(
    string Street,
    string City,
    string State,
    string PostalCode,
    string Country
)
{
    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[address]";
}

internal sealed class VerifiedIdentityMapping : IEntityTypeConfiguration<VerifiedIdentity>
{
    public void Configure(EntityTypeBuilder<VerifiedIdentity> builder)
    {
        builder.ToTable("VerifiedIdentities");
        builder.HasKey(identity => identity.AccountId);
        builder.Property(identity => identity.AccountId).ValueGeneratedNever();
        builder
            .Property(identity => identity.TaxpayerNumberFingerprint)
            .HasMaxLength(64)
            .IsUnicode(false);
        // D13: one person, one account.
        builder.HasIndex(identity => identity.TaxpayerNumberFingerprint).IsUnique();
        builder
            .HasOne<Account>()
            .WithOne()
            .HasForeignKey<VerifiedIdentity>(identity => identity.AccountId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
