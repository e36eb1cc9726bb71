using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecureAccess.Accounts;

namespace SecureAccess.Authenticators;

/// <summary>
/// A phone that an account says is its person's, and has still to prove (R17). It is a claim: it blocks nobody else (D12), and goes when
/// the phone is activated.
/// </summary>
public sealed class ClaimedPhone
{
    /// <summary>Who claims it; one claim an account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Its id; another number gets another one, so that a code for the one before opens nothing.</summary>
    public required Guid Id { get; set; }

    /// <summary>The E.164 number under the person's key (D19).</summary>
    public required byte[] Number { get; set; }

    /// <summary>Whether it may be proven by a text in this session (R14, D11); false: only by the mail way (R15).</summary>
    public required bool MayBeTexted { get; set; }

    /// <summary>False for a landline: the mail way ends in a call then.</summary>
    public required bool ReceivesTexts { get; set; }

    /// <summary>Whether someone else's account activated it (R21): no way is open to it.</summary>
    public required bool IsRefused { get; set; }

    /// <summary>The source that was asked about it.</summary>
    public required string Source { get; set; }

    /// <summary>The source's reference for its answer.</summary>
    public required string Reference { get; set; }

    /// <summary>Codes sent in the open challenge, over all numbers that were claimed in it.</summary>
    public int Sends { get; set; }

    /// <summary>When the last code was sent, or the claim was made.</summary>
    public required DateTimeOffset LastSentAt { get; set; }

    /// <summary>The <see cref="Id"/> that the last code was sent for; null before the first.</summary>
    public Guid? SentFor { get; set; }

    /// <summary>How the last code went (<see cref="AuthenticatorMethod"/>); null before the first.</summary>
    public string? SentBy { get; set; }

    /// <summary>When its code was accepted although it could not be activated: the same person has an account already (D13).</summary>
    public DateTimeOffset? ProvenAt { get; set; }
}

internal sealed class ClaimedPhoneMapping : IEntityTypeConfiguration<ClaimedPhone>
{
    public void Configure(EntityTypeBuilder<ClaimedPhone> builder)
    {
        builder.ToTable("ClaimedPhones");
        builder.HasKey(phone => phone.AccountId);
        builder.Property(phone => phone.AccountId).ValueGeneratedNever();
        builder.Property(phone => phone.Source).HasMaxLength(64);
        builder.Property(phone => phone.Reference).HasMaxLength(128);
        builder.Property(phone => phone.SentBy).HasMaxLength(16).IsUnicode(false);
        builder
            .HasOne<Account>()
            .WithOne()
            .HasForeignKey<ClaimedPhone>(phone => phone.AccountId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
