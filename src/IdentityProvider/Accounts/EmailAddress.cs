using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Accounts;

/// <summary>A confirmed email address. Unconfirmed claims are kept elsewhere and block nobody (D21).</summary>
public sealed class EmailAddress
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Keyed fingerprint of the normal form; unique: one account an address (D21).</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The address as typed, under the person's key (D19).</summary>
    public required byte[] Address { get; init; }

    /// <summary>When its confirmation code was accepted.</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>The one form in which addresses are compared: trimmed, NFC, lower case.</summary>
    public static string Normalize(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
#pragma warning disable CA1308 // Lower case is what addresses are compared in.
        return address.Trim().Normalize().ToLower(CultureInfo.InvariantCulture);
#pragma warning restore CA1308
    }
}

internal sealed class EmailAddressMapping : IEntityTypeConfiguration<EmailAddress>
{
    public void Configure(EntityTypeBuilder<EmailAddress> builder)
    {
        builder.ToTable("EmailAddresses");
        builder.Property(email => email.Id).ValueGeneratedNever();
        builder.Property(email => email.Fingerprint).HasMaxLength(64).IsUnicode(false);
        // D21: a confirmed address belongs to one account.
        builder.HasIndex(email => email.Fingerprint).IsUnique();
        builder.HasIndex(email => email.AccountId);
        builder
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(email => email.AccountId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
