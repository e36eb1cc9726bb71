using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Sessions.Registering;

/// <summary>
/// A registration from its first email to its end (R1). Its id becomes the account's, and its person's key the account's key. Until there
/// is a password it is bound to the browser that began it, and its email address is a claim that blocks nobody (D21); afterwards it is
/// found by the account.
/// </summary>
public sealed class Registration
{
    /// <summary>Its id, and that of the account it leads to.</summary>
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the value in the browser's cookie; another one once the email address is confirmed.</summary>
    public required byte[] BrowserHash { get; set; }

    /// <summary>The address as typed, under the person's key (D19); null once the account holds it.</summary>
    public byte[]? Email { get; set; }

    /// <summary>Its keyed fingerprint; not unique: a claim blocks nobody.</summary>
    public required string EmailFingerprint { get; set; }

    /// <summary>Confirmation codes sent in the open challenge.</summary>
    public required int Sends { get; set; }

    /// <summary>When the last one was sent.</summary>
    public required DateTimeOffset LastSentAt { get; set; }

    /// <summary>When the address was confirmed (R16).</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>When the account was made; null while there is no password.</summary>
    public DateTimeOffset? AccountAt { get; set; }

    /// <summary>"I already have an e-Services username": a username is assigned by the import, or chosen at the end (D14).</summary>
    public bool KeepsUsername { get; set; }

    /// <summary>The last step taken up to the password; the drafts of the later steps have instants of their own (D22).</summary>
    public required DateTimeOffset LastStepAt { get; set; }
}

internal sealed class RegistrationMapping : IEntityTypeConfiguration<Registration>
{
    public void Configure(EntityTypeBuilder<Registration> builder)
    {
        builder.ToTable("Registrations");
        builder.Property(registration => registration.Id).ValueGeneratedNever();
        builder.Property(registration => registration.BrowserHash).HasMaxLength(32);
        builder
            .Property(registration => registration.EmailFingerprint)
            .HasMaxLength(64)
            .IsUnicode(false);
        builder.HasIndex(registration => registration.BrowserHash).IsUnique();
        builder.HasIndex(registration => registration.LastStepAt);
    }
}
