using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecureAccess.Keys;

namespace SecureAccess.Sessions.Devices;

/// <summary>What a person decided about a device.</summary>
public enum DeviceDecision
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>It may go on.</summary>
    Approved = 1,

    /// <summary>It may not.</summary>
    Refused = 2,
}

/// <summary>
/// A device that waits until a person elsewhere has typed its code and decided (RFC 8628): the record in which Protocol, which the device
/// asks, and Journeys, where the person is, meet. What is needed of the person is fixed when the device asks.
/// </summary>
public sealed class DeviceRequest
{
    /// <summary>SHA-256 of the device code, which only the device has.</summary>
    public required byte[] DeviceHash { get; init; }

    /// <summary>Keyed fingerprint of the code that the device shows: so short a value is never stored as a plain hash.</summary>
    public required string UserCode { get; init; }

    /// <summary>The client that asks.</summary>
    public required string ClientId { get; init; }

    /// <summary>What it asks for, separated by spaces.</summary>
    public required string Scopes { get; init; }

    /// <summary>The APIs that it asks for (RFC 8707), separated by spaces; null: none.</summary>
    public string? Resources { get; init; }

    /// <summary>The single names of <see cref="Resources"/>.</summary>
    public IReadOnlyList<string> ResourceList => Resources?.Split(' ') ?? [];

    /// <summary>When it asked.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>From then on neither code is good for anything.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <inheritdoc cref="SignInRequest.NotOlderThan" />
    public DateTimeOffset? NotOlderThan { get; init; }

    /// <inheritdoc cref="SignInRequest.AnyOfAcr" />
    public string? AnyOfAcr { get; init; }

    /// <summary>Seconds that have to lie between two of its questions; longer each time that it asked too soon.</summary>
    public required int Interval { get; init; }

    /// <summary>When it last asked whether the person has decided.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>What the person decided.</summary>
    public DeviceDecision Decision { get; init; }

    /// <summary>The needs that a person's sign-in for it has.</summary>
    public SignInNeeds Needs =>
        new(
            ArrivedAt,
            NotOlderThan,
            Prompts.None,
            AnyOfAcr?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
            ConsentNeeded: true
        );
}

internal sealed class DeviceRequestMapping : IEntityTypeConfiguration<DeviceRequest>
{
    public void Configure(EntityTypeBuilder<DeviceRequest> builder)
    {
        builder.ToTable("DeviceRequests");
        builder.HasKey(request => request.DeviceHash);
        builder.Property(request => request.DeviceHash).HasMaxLength(32).IsFixedLength();
        builder
            .Property(request => request.UserCode)
            .HasMaxLength(Fingerprints.Length)
            .IsUnicode(false);
        builder.Property(request => request.ClientId).HasMaxLength(100);
        builder.Property(request => request.Scopes).HasMaxLength(1000);
        builder.Property(request => request.AnyOfAcr).HasMaxLength(500).IsUnicode(false);
        builder.Property(request => request.Resources).HasMaxLength(1100);
        builder.Ignore(request => request.ResourceList);
        builder.Ignore(request => request.Needs);
        builder.HasIndex(request => request.UserCode).IsUnique();
        builder.HasIndex(request => request.ExpiresAt);
    }
}
