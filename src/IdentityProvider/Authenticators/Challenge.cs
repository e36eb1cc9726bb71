using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Authenticators;

/// <summary>The second factor that a session was asked for last: which method, and what was sent.</summary>
public sealed class Challenge
{
    /// <summary>The session; one challenge a session.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>The account that the session is for.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The method chosen (<see cref="AuthenticatorMethod"/>).</summary>
    public required string Method { get; set; }

    /// <summary>The bound phone or app.</summary>
    public required Guid AuthenticatorId { get; set; }

    /// <summary>Codes sent in this challenge.</summary>
    public int Sends { get; set; }

    /// <summary>When the last one was sent, or the challenge began.</summary>
    public required DateTimeOffset LastSentAt { get; set; }

    /// <summary>When its code was accepted.</summary>
    public DateTimeOffset? CompletedAt { get; set; }
}

internal sealed class ChallengeMapping : IEntityTypeConfiguration<Challenge>
{
    public void Configure(EntityTypeBuilder<Challenge> builder)
    {
        builder.ToTable("Challenges");
        builder.HasKey(challenge => challenge.SessionId);
        builder.Property(challenge => challenge.SessionId).ValueGeneratedNever();
        builder.Property(challenge => challenge.Method).HasMaxLength(16).IsUnicode(false);
        builder.HasIndex(challenge => challenge.LastSentAt);
    }
}
