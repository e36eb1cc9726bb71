using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Accounts;

/// <summary>
/// A username that nobody else gets: used, imported or retired (D21). All are in this one table, so that one key decides every race,
/// that of an import against a registration too.
/// </summary>
public sealed class TakenUsername
{
    /// <summary>The name in the one form in which names are compared (D21): upper case, at most 32 ASCII characters.</summary>
    public required string Name { get; init; }

    /// <summary>The account or the imported account that holds it, or held it last.</summary>
    public required Guid HolderId { get; init; }

    /// <summary>When it was retired; from then on nobody has it, and nobody gets it (D14). Null while it is held.</summary>
    public DateTimeOffset? RetiredAt { get; init; }

    /// <summary>The form in which names are compared.</summary>
    public static string NormalForm(string username)
    {
        ArgumentNullException.ThrowIfNull(username);
        return username.Trim().ToUpperInvariant();
    }
}

internal sealed class TakenUsernameMapping : IEntityTypeConfiguration<TakenUsername>
{
    public void Configure(EntityTypeBuilder<TakenUsername> builder)
    {
        builder.ToTable("TakenUsernames");
        builder.HasKey(taken => taken.Name);
        builder.Property(taken => taken.Name).HasMaxLength(32).IsUnicode(false);
        builder.HasIndex(taken => taken.HolderId);
    }
}
