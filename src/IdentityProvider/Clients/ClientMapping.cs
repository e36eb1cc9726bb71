using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenIddict.EntityFrameworkCore;

namespace SecureAccess.Clients;

/// <summary>Maps <see cref="Client"/>: OpenIddict's own mapping, then what is ours.</summary>
internal sealed class ClientMapping : IEntityTypeConfiguration<Client>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Client> builder)
    {
        new OpenIddictEntityFrameworkCoreApplicationConfiguration<
            Client,
            Grant,
            IssuedToken,
            Guid
        >().Configure(builder);
        builder.ToTable("Clients");
        builder.Property(client => client.Profile).HasMaxLength(20);
        builder.Property(client => client.MinimumAcr).HasMaxLength(100);
        builder.Property(client => client.SubjectType).HasMaxLength(20);
        builder.Property(client => client.Sector).HasMaxLength(200);
        builder.Property(client => client.IdTokenSignedResponseAlg).HasMaxLength(20);
        builder.Property(client => client.TokenEndpointAuthMethod).HasMaxLength(50);
        builder.Property(client => client.TokenEndpointAuthSigningAlg).HasMaxLength(20);
        builder.Property(client => client.TlsClientAuthField).HasMaxLength(40);
        builder.Property(client => client.TlsClientAuthName).HasMaxLength(500);
        builder.Property(client => client.DefaultAcrValues).HasMaxLength(1000);
        builder.Property(client => client.ClientUri).HasMaxLength(2000);
        builder.Property(client => client.LogoUri).HasMaxLength(2000);
        builder.Property(client => client.BackchannelLogoutUri).HasMaxLength(2000);
        builder.Property(client => client.ResourceIdentifier).HasMaxLength(ResourceRules.Longest);
        builder.HasIndex(client => client.ResourceIdentifier).IsUnique();
    }
}

/// <summary>Maps <see cref="Grant"/>.</summary>
internal sealed class GrantMapping : IEntityTypeConfiguration<Grant>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        new OpenIddictEntityFrameworkCoreAuthorizationConfiguration<
            Grant,
            Client,
            IssuedToken,
            Guid
        >().Configure(builder);
        builder.ToTable("Grants");
        builder.Property(grant => grant.SubjectIdentifier).HasMaxLength(100);
        // The look-up at each authorization, and "end everything of this account".
        builder.HasIndex(grant => new { grant.SessionId, grant.ApplicationId });
        builder.HasIndex(grant => grant.AccountId);
        // Old grants are removed by age.
        builder.HasIndex(grant => grant.CreationDate);
    }
}

/// <summary>Maps <see cref="IssuedToken"/>.</summary>
internal sealed class IssuedTokenMapping : IEntityTypeConfiguration<IssuedToken>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<IssuedToken> builder)
    {
        new OpenIddictEntityFrameworkCoreTokenConfiguration<
            IssuedToken,
            Client,
            Grant,
            Guid
        >().Configure(builder);
        builder.ToTable("IssuedTokens");
        builder.HasIndex(token => token.ExpirationDate);
        builder.HasIndex(token => token.CreationDate);
    }
}

/// <summary>Maps <see cref="RegisteredScope"/>.</summary>
internal sealed class RegisteredScopeMapping : IEntityTypeConfiguration<RegisteredScope>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<RegisteredScope> builder)
    {
        new OpenIddictEntityFrameworkCoreScopeConfiguration<RegisteredScope, Guid>().Configure(
            builder
        );
        builder.ToTable("RegisteredScopes");
    }
}
