using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecureAccess.Accounts;

namespace SecureAccess.Authenticators;

/// <summary>The last letter with an activation code that was sent for an account (R18, D6). Neither the code nor the address is in it.</summary>
public sealed class ActivationLetter
{
    /// <summary>Whose it is; one letter an account counts.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Its id; a new letter gets another one, so that the code of the one before opens nothing.</summary>
    public required Guid Id { get; set; }

    /// <summary>When it was handed to the outbox.</summary>
    public required DateTimeOffset SentAt { get; set; }

    /// <summary>The first instant at which its code is no longer valid.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>BCP 47 tag of the reader's language.</summary>
    public required string Language { get; set; }

    /// <summary>When the person was reminded of it by email.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>When its code was accepted.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>The session in which it was accepted.</summary>
    public Guid? AcceptedIn { get; set; }

    /// <summary>When an app was proven with it although it could not be bound: the same person has an account already (D13).</summary>
    public DateTimeOffset? ProvenAt { get; set; }
}

internal sealed class ActivationLetterMapping : IEntityTypeConfiguration<ActivationLetter>
{
    public void Configure(EntityTypeBuilder<ActivationLetter> builder)
    {
        builder.ToTable("ActivationLetters");
        builder.HasKey(letter => letter.AccountId);
        builder.Property(letter => letter.AccountId).ValueGeneratedNever();
        builder.Property(letter => letter.Language).HasMaxLength(16).IsUnicode(false);
        // Read by the job that reminds.
        builder.HasIndex(letter => letter.ExpiresAt);
        builder
            .HasOne<Account>()
            .WithOne()
            .HasForeignKey<ActivationLetter>(letter => letter.AccountId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
