using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Protocol.Tokens;

internal sealed class AuthorizationCodeMapping : IEntityTypeConfiguration<AuthorizationCode>
{
    public void Configure(EntityTypeBuilder<AuthorizationCode> builder)
    {
        builder.ToTable("AuthorizationCodes");
        TokenFactsMapping.Configure(builder);
        builder.Property(code => code.RedirectUri).HasMaxLength(2000);
        builder.Property(code => code.CodeChallenge).HasMaxLength(128);
        builder.Property(code => code.Nonce).HasMaxLength(TokenFactsMapping.LongestNonce);
    }
}

internal sealed class RefreshTokenMapping : IEntityTypeConfiguration<RefreshToken>
{
    public void Configure(EntityTypeBuilder<RefreshToken> builder)
    {
        builder.ToTable("RefreshTokens");
        TokenFactsMapping.Configure(builder);
    }
}

internal sealed class RevokedAccessTokenMapping : IEntityTypeConfiguration<RevokedAccessToken>
{
    public void Configure(EntityTypeBuilder<RevokedAccessToken> builder)
    {
        builder.ToTable("RevokedAccessTokens");
        builder.HasKey(token => token.TokenId);
        builder.Property(token => token.TokenId).HasMaxLength(64);
        builder.HasIndex(token => token.ExpiresAt);
    }
}

internal static class TokenFactsMapping
{
    /// <summary>Characters of the longest nonce that is taken.</summary>
    public const int LongestNonce = 512;

    public static void Configure<T>(EntityTypeBuilder<T> builder)
        where T : TokenFacts
    {
        builder.HasKey(token => token.Hash);
        builder.Property(token => token.Hash).HasMaxLength(32).IsFixedLength();
        builder.Property(token => token.ClientId).HasMaxLength(100);
        builder.Property(token => token.Sid).HasMaxLength(64);
        builder.Property(token => token.SubjectIdentifier).HasMaxLength(100);
        builder.Property(token => token.Scopes).HasMaxLength(1000);
        builder.Property(token => token.Claims).HasMaxLength(500).IsUnicode(false);
        builder.Property(token => token.Acr).HasMaxLength(100);
        builder.Property(token => token.Amr).HasMaxLength(100);
        // Five of 200 characters, and the blanks between them.
        builder.Property(token => token.Resources).HasMaxLength(1100);
        builder.Ignore(token => token.ResourceList);
        builder.Ignore(token => token.Roles);
        // Expired rows are removed by age; a grant's rows with the grant.
        builder.HasIndex(token => token.ExpiresAt);
        builder.HasIndex(token => token.GrantId);
    }
}
