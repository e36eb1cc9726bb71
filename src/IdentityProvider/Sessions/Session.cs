using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecureAccess.Accounts;

namespace SecureAccess.Sessions;

/// <summary>What a session offers to join with its account.</summary>
public enum JoinOffer
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An imported e-Services account of the same person (D14).</summary>
    EServices,

    /// <summary>Another account of the same person (D13).</summary>
    Personal,

    /// <summary>"This is not me": it is offered again in another session.</summary>
    Declined,
}

/// <summary>What a session is for.</summary>
public enum SessionPurpose
{
    /// <summary>Signing in: the only purpose that ever yields a token.</summary>
    SignIn,

    /// <summary>D15: recovery pages only.</summary>
    Recovery,
}

/// <summary>
/// What one browser has proved of one account (D17). The browser holds a random key in an opaque cookie; only its hash is here, and it
/// changes at every step-up.
/// </summary>
public sealed class Session
{
    /// <summary>Its id; never shown to anyone.</summary>
    public required Guid Id { get; init; }

    /// <summary>The <c>sid</c> claim: a random id of its own that stays the same when the key changes, and never is the key.</summary>
    public required string Sid { get; init; }

    /// <summary>SHA-256 of the key in the cookie.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>The account that the password was accepted for.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The last request, written at most once a minute.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>The absolute end: 12 hours after it began.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was ended; null while it was not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it is for.</summary>
    public SessionPurpose Purpose { get; init; }

    /// <summary>When a password was accepted last; null in a session that recovers it (D15).</summary>
    public required DateTimeOffset? PasswordAt { get; init; }

    /// <summary>R7, D9: the password that was accepted must be changed before anything else.</summary>
    public bool PasswordMustChange { get; init; }

    /// <summary>When a second factor was accepted last (<c>auth_time</c>); null until then, and the session yields no token (D18).</summary>
    public DateTimeOffset? SecondFactorAt { get; init; }

    /// <summary>Its method: <c>text</c>, <c>voice</c> or <c>app</c>.</summary>
    public string? SecondFactorMethod { get; init; }

    /// <summary>What of the person's can be joined with the account, as it was when the second factor was accepted (D13, D14).</summary>
    public JoinOffer JoinOffer { get; init; }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Sessions");
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Sid).HasMaxLength(64).IsUnicode(false);
        builder.Property(session => session.KeyHash).HasMaxLength(32);
        builder.Property(session => session.SecondFactorMethod).HasMaxLength(16).IsUnicode(false);
        builder.HasIndex(session => session.KeyHash).IsUnique();
        builder.HasIndex(session => session.Sid).IsUnique();
        builder.HasIndex(session => session.AccountId);
        builder.HasIndex(session => session.ExpiresAt);
        // Those that nobody ended, the oldest first.
        builder.HasIndex(session => new { session.EndedAt, session.ExpiresAt });
        builder
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(session => session.AccountId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
