using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Accounts;

/// <summary>
/// One person's account. Of Identity's columns it keeps the username, its normal form, the password hash and the stamps; email
/// addresses and phones have tables of their own, encrypted (D19).
/// </summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>
    /// The permanent username (R6): absent until chosen or assigned (D14), and never changed once set.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is one already, and it is another.</exception>
    public override string? UserName
    {
        get => base.UserName;
        set
        {
            // R6: permanent, whoever asks.
            if (base.UserName is not null && base.UserName != value)
            {
                throw new InvalidOperationException("A username is permanent (R6).");
            }

            base.UserName = value;
        }
    }

    /// <summary>When the account was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the person's identity was proofed; null while it is not, or when that was withdrawn (D18).</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>When an administrator disabled it, or it was joined into another one; null while it may be used.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>The account that it was joined into (D13); null for any other.</summary>
    public Guid? JoinedInto { get; init; }

    /// <summary>
    /// The roles of the e-Services account that was merged with it: the tools' own words, separated by blanks, which grant nothing here
    /// (D14). Null without such a merge.
    /// </summary>
    public string? Roles { get; init; }

    /// <summary>D9: the version of <see cref="Accounts.PasswordPolicy"/> that the password was last found to meet.</summary>
    public int PasswordPolicy { get; set; }

    /// <summary>D9: when the password was marked as known to others; null while it is not. It must then be changed at sign-in.</summary>
    public DateTimeOffset? PasswordCompromisedAt { get; set; }
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.HasKey(account => account.Id);
        builder.Property(account => account.Id).ValueGeneratedNever();
        builder.Property(account => account.UserName).HasMaxLength(32).IsUnicode(false);
        builder.Property(account => account.NormalizedUserName).HasMaxLength(32).IsUnicode(false);
        builder.Property(account => account.PasswordHash).HasMaxLength(256).IsUnicode(false);
        builder
            .Property(account => account.Roles)
            .HasMaxLength(EServices.EServicesRowRules.LongestRoles)
            .IsUnicode(false);
        builder.Property(account => account.SecurityStamp).HasMaxLength(64).IsUnicode(false);
        builder
            .Property(account => account.ConcurrencyStamp)
            .HasMaxLength(64)
            .IsUnicode(false)
            .IsConcurrencyToken();

        // D14, D21: unique among those that are set; absent ones do not collide on any engine.
        builder.HasIndex(account => account.NormalizedUserName).IsUnique();

        builder.Ignore(account => account.Email);
        builder.Ignore(account => account.NormalizedEmail);
        builder.Ignore(account => account.EmailConfirmed);
        builder.Ignore(account => account.PhoneNumber);
        builder.Ignore(account => account.PhoneNumberConfirmed);
        builder.Ignore(account => account.TwoFactorEnabled);
        builder.Ignore(account => account.LockoutEnd);
        builder.Ignore(account => account.LockoutEnabled);
        builder.Ignore(account => account.AccessFailedCount);
    }
}
