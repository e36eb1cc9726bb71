using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Limits;

/// <summary>What one subject has used of one budget in its current window.</summary>
public sealed class BudgetUse
{
    /// <summary>The budget's name and the subject's fingerprint.</summary>
    public required string Key { get; init; }

    /// <summary>Takes in this window.</summary>
    public required int Taken { get; set; }

    /// <summary>The window's end: first take plus <see cref="Budget.Window"/>.</summary>
    public required DateTimeOffset WindowEndsAt { get; set; }
}

internal sealed class BudgetUseMapping : IEntityTypeConfiguration<BudgetUse>
{
    public void Configure(EntityTypeBuilder<BudgetUse> builder)
    {
        builder.ToTable("BudgetUses");
        builder.HasKey(use => use.Key);
        builder.Property(use => use.Key).HasMaxLength(128).IsUnicode(false);
        builder.HasIndex(use => use.WindowEndsAt);
    }
}
