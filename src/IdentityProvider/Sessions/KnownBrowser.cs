using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecureAccess.Accounts;

namespace SecureAccess.Sessions;

/// <summary>A browser that completed a sign-in to an account before; it has a failure counter of its own (D4).</summary>
public sealed class KnownBrowser
{
    /// <summary>The account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of the value in the browser's cookie.</summary>
    public required byte[] BrowserHash { get; init; }

    /// <summary>The last completed sign-in.</summary>
    public required DateTimeOffset LastSignInAt { get; set; }
}

internal sealed class KnownBrowserMapping : IEntityTypeConfiguration<KnownBrowser>
{
    public void Configure(EntityTypeBuilder<KnownBrowser> builder)
    {
        builder.ToTable("KnownBrowsers");
        builder.HasKey(browser => new { browser.AccountId, browser.BrowserHash });
        builder.Property(browser => browser.BrowserHash).HasMaxLength(32);
        builder.HasIndex(browser => browser.LastSignInAt);
        builder
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(browser => browser.AccountId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
