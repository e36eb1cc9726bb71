using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Accounts;

/// <summary>
/// A person proved, in one account, to be the person of another (D13). Nothing moves by it: joining is offered to who signs in to the
/// older one with both factors.
/// </summary>
public sealed class PendingJoin
{
    /// <summary>D13, D22: for how long joining is offered; an unfinished registration is not kept longer either.</summary>
    public static readonly TimeSpan Offered = TimeSpan.FromDays(30);

    /// <summary>The account in which the person was proofed last; one older account is found for it.</summary>
    public required Guid NewerId { get; init; }

    /// <summary>The verified account of the same taxpayer number.</summary>
    public required Guid OlderId { get; init; }

    /// <summary>When both factors of the newer one were proved.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class PendingJoinMapping : IEntityTypeConfiguration<PendingJoin>
{
    public void Configure(EntityTypeBuilder<PendingJoin> builder)
    {
        builder.ToTable("PendingJoins");
        builder.HasKey(pending => pending.NewerId);
        builder.Property(pending => pending.NewerId).ValueGeneratedNever();
        builder.HasIndex(pending => pending.OlderId);
        builder
            .HasOne<Account>()
            .WithOne()
            .HasForeignKey<PendingJoin>(pending => pending.NewerId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
