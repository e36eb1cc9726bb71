using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecureAccess.Accounts;

namespace SecureAccess.Authenticators;

/// <summary>The secret that an account shares with its authenticator app (RFC 6238).</summary>
public sealed class AuthenticatorApp
{
    /// <summary>Its id; an app that is bound anew gets a new one.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is; one app an account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The secret in base32, under the person's key (D19).</summary>
    public required byte[] Secret { get; init; }

    /// <summary>The last 30-second step whose code was accepted; it and those before are used (D3).</summary>
    public long LastStep { get; set; }

    /// <summary>When it was bound.</summary>
    public required DateTimeOffset BoundAt { get; init; }
}

internal sealed class AuthenticatorAppMapping : IEntityTypeConfiguration<AuthenticatorApp>
{
    public void Configure(EntityTypeBuilder<AuthenticatorApp> builder)
    {
        builder.ToTable("AuthenticatorApps");
        builder.Property(app => app.Id).ValueGeneratedNever();
        builder.HasIndex(app => app.AccountId).IsUnique();
        builder
            .HasOne<Account>()
            .WithOne()
            .HasForeignKey<AuthenticatorApp>(app => app.AccountId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
