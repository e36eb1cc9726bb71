using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Clients;

/// <summary>
/// That a person once agreed that a client may receive some scopes. It only decides whether to ask again; what the client holds
/// is the <see cref="Grant"/>, so a new consent never revives old tokens.
/// </summary>
public sealed class Consent
{
    /// <summary>The record's own id.</summary>
    public Guid Id { get; set; }

    /// <summary>Who agreed.</summary>
    public required Guid AccountId { get; set; }

    /// <summary>To which client.</summary>
    public required Guid ClientId { get; set; }

    /// <summary>The scopes agreed to, and the resource identifiers of APIs (RFC 8707), separated by spaces.</summary>
    public required string Scopes { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset GivenAt { get; set; }

    /// <summary>When it was withdrawn, if it was.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>Maps <see cref="Consent"/>: one record per account and client.</summary>
internal sealed class ConsentMapping : IEntityTypeConfiguration<Consent>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("Consents");
        builder.Property(consent => consent.Scopes).HasMaxLength(6000);
        builder.HasIndex(consent => new { consent.AccountId, consent.ClientId }).IsUnique();
    }
}
