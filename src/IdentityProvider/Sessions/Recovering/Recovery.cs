using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Sessions.Recovering;

/// <summary>What a recovery is for (D15).</summary>
public enum RecoveryFor
{
    /// <summary>A new password in place of a forgotten one.</summary>
    Password,

    /// <summary>Another phone or app in place of a lost one: a new proof of the identity, and a letter.</summary>
    Phone,

    /// <summary>"This was not me": ending everything and securing the account.</summary>
    Secure,
}

/// <summary>
/// A recovery from the name that was typed to its end (D15). Until its code is accepted it is bound to the browser that began it and
/// proves nothing; then it is found by the recovery session, which has the same id.
/// </summary>
public sealed class Recovery
{
    /// <summary>Its id, and that of the session that it opens.</summary>
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the value in the browser's cookie.</summary>
    public required byte[] BrowserHash { get; init; }

    /// <summary>What it is for.</summary>
    public required RecoveryFor For { get; init; }

    /// <summary>The name as typed, encrypted (D19).</summary>
    public required byte[] Name { get; init; }

    /// <summary>Keyed fingerprint of its normal form.</summary>
    public required string NameFingerprint { get; init; }

    /// <summary>
    /// The account that it led to when the last code was sent; the empty id: none, which nobody is told. Not null, so that known and
    /// unknown are written by one statement.
    /// </summary>
    public required Guid AccountId { get; set; }

    /// <summary>The account, or null.</summary>
    public Guid? Owner => AccountId == Guid.Empty ? null : AccountId;

    /// <summary>Codes sent in the open challenge.</summary>
    public required int Sends { get; set; }

    /// <summary>When the last one was sent.</summary>
    public required DateTimeOffset LastSentAt { get; set; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its code was accepted.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>When the account was secured by it; null where that is not what it is for, or not done yet.</summary>
    public DateTimeOffset? SecuredAt { get; set; }
}

internal sealed class RecoveryMapping : IEntityTypeConfiguration<Recovery>
{
    public void Configure(EntityTypeBuilder<Recovery> builder)
    {
        builder.ToTable("Recoveries");
        builder.Property(recovery => recovery.Id).ValueGeneratedNever();
        builder.Property(recovery => recovery.BrowserHash).HasMaxLength(32);
        builder.Property(recovery => recovery.NameFingerprint).HasMaxLength(64).IsUnicode(false);
        builder.HasIndex(recovery => recovery.BrowserHash).IsUnique();
        builder.HasIndex(recovery => recovery.AccountId);
        builder.HasIndex(recovery => recovery.StartedAt);
    }
}
