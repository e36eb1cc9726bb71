using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Limits;

/// <summary>Consecutive failures: of a factor and account from one source or known browser, or (the row without a source) in all.</summary>
public sealed class Failures
{
    /// <summary>Factor, fingerprint of the account or typed name, and fingerprint of the source; the last is <c>all</c> for the total.</summary>
    public required string Key { get; init; }

    /// <summary>Whether this is the total of an account: it is kept until a success, however long that takes (D4).</summary>
    public required bool IsAccountTotal { get; init; }

    /// <summary>Tries since the last success, a try in progress included.</summary>
    public required int Count { get; set; }

    /// <summary>No try from this source before this instant.</summary>
    public required DateTimeOffset BlockedUntil { get; set; }

    /// <summary>The last try; rows that were quiet for long are deleted.</summary>
    public required DateTimeOffset LastAt { get; set; }
}

internal sealed class FailuresMapping : IEntityTypeConfiguration<Failures>
{
    public void Configure(EntityTypeBuilder<Failures> builder)
    {
        builder.ToTable("Failures");
        builder.HasKey(failures => failures.Key);
        builder.Property(failures => failures.Key).HasMaxLength(200).IsUnicode(false);
        builder.HasIndex(failures => failures.LastAt);
    }
}
