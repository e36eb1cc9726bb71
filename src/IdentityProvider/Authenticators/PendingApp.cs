using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecureAccess.Accounts;

namespace SecureAccess.Authenticators;

/// <summary>The secret that is being shown to a person who adds an authenticator app; it counts only once a code has proved it.</summary>
public sealed class PendingApp
{
    /// <summary>The session that it is shown in: no other one can prove it.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The secret in base32, under the person's key (D19).</summary>
    public required byte[] Secret { get; set; }

    /// <summary>When it was made; an hour later another one is.</summary>
    public required DateTimeOffset StartedAt { get; set; }
}

internal sealed class PendingAppMapping : IEntityTypeConfiguration<PendingApp>
{
    public void Configure(EntityTypeBuilder<PendingApp> builder)
    {
        builder.ToTable("PendingApps");
        builder.HasKey(app => app.SessionId);
        builder.Property(app => app.SessionId).ValueGeneratedNever();
        builder.HasIndex(app => app.AccountId);
        builder.HasIndex(app => app.StartedAt);
        builder
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(app => app.AccountId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
