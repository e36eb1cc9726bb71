using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Accounts;

/// <summary>What was joined with an account.</summary>
public enum JoinKind
{
    /// <summary>An imported e-Services account (D14).</summary>
    EServices,

    /// <summary>Another account of the same person (D13).</summary>
    Personal,
}

/// <summary>The record of a merge (D14) or joining (D13), with what was there before: enough to undo it.</summary>
public sealed class AccountJoin
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What was joined.</summary>
    public required JoinKind Kind { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The account that goes on.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The imported account, or the account that was closed.</summary>
    public required Guid JoinedId { get; init; }

    /// <summary>The username that was retired by it, as it was written; null when there was none.</summary>
    public string? RetiredUsername { get; init; }

    /// <summary>
    /// The confirmed email address of the account that was closed, as it was encrypted under that account's key (D19); null when it had
    /// none.
    /// </summary>
    public byte[]? ClosedEmail { get; init; }

    /// <summary>Whether that address became one of the account that goes on.</summary>
    public bool MovedEmail { get; init; }
}

internal sealed class AccountJoinMapping : IEntityTypeConfiguration<AccountJoin>
{
    public void Configure(EntityTypeBuilder<AccountJoin> builder)
    {
        builder.ToTable("AccountJoins");
        builder.Property(join => join.Id).ValueGeneratedNever();
        builder.Property(join => join.RetiredUsername).HasMaxLength(32).IsUnicode(false);
        builder.HasIndex(join => new { join.AccountId, join.At });
        builder
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(join => join.AccountId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
