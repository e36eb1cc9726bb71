using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecureAccess.Sessions;

/// <summary>What a relying party asked the person to do (OIDC Core 3.1.2.1 <c>prompt</c>).</summary>
[Flags]
public enum Prompts
{
    /// <summary>Nothing beyond what is missing.</summary>
    None = 0,

    /// <summary>Sign in again: password and a new second factor.</summary>
    Login = 1,

    /// <summary>Be asked for consent, even if it was given.</summary>
    Consent = 2,

    /// <summary>Choose the account.</summary>
    SelectAccount = 4,

    /// <summary>Make an account first (Initiating User Registration via OpenID Connect 1.0).</summary>
    Create = 8,
}

/// <summary>What the person has done for one request.</summary>
[Flags]
public enum Served
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>Entered the password.</summary>
    Password = 1,

    /// <summary>Proved a second factor.</summary>
    SecondFactor = 2,

    /// <summary>Gave consent.</summary>
    Consent = 4,

    /// <summary>Chose the account.</summary>
    SelectAccount = 8,

    /// <summary>Made an account, or chose to go on with the one that there is.</summary>
    Create = 16,
}

/// <summary>
/// A relying party's request that waits while a person does what it needs: the one record in which Protocol and Journeys meet. It is
/// bound to the browser that began it, lives one hour from its last step and 12 hours at most, and is consumed by its response.
/// </summary>
public sealed class SignInRequest
{
    /// <summary>32 hexadecimal digits, in the addresses of the journey.</summary>
    public required string Id { get; init; }

    /// <summary>The client that asks.</summary>
    public required string ClientId { get; init; }

    /// <summary>The validated parameters as JSON, encrypted (<c>login_hint</c> may be an email address).</summary>
    public required byte[] Parameters { get; init; }

    /// <summary>SHA-256 of the value in this request's own cookie.</summary>
    public required byte[] BrowserHash { get; init; }

    /// <summary>The origin (or scheme) that the response goes to: what <c>form-action</c> must allow on the pages of this request.</summary>
    public required string RedirectOrigin { get; init; }

    /// <summary>When the request came.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>The last step; one hour later it is gone.</summary>
    public required DateTimeOffset LastStepAt { get; init; }

    /// <summary>What it asks for explicitly.</summary>
    public required Prompts Prompts { get; init; }

    /// <summary><c>max_age</c> as an instant: a second factor must be accepted at or after it. Null when it does not matter.</summary>
    public DateTimeOffset? NotOlderThan { get; init; }

    /// <summary>The <c>acr</c> values any of which suffices, separated by spaces; null when any will do.</summary>
    public string? AnyOfAcr { get; init; }

    /// <summary>What was done for it.</summary>
    public Served Served { get; internal set; }

    /// <summary>Who agreed, where <see cref="Served"/> has the consent.</summary>
    public Guid? ConsentedBy { get; internal set; }

    /// <summary>What was done for it, as far as it counts for this account: a consent of another, or one that was withdrawn, does not.</summary>
    public Served ServedFor(Guid? accountId, bool consented) =>
        consented && ConsentedBy == accountId ? Served : Served & ~Served.Consent;

    /// <summary>The OAuth error that the person's choice leads to (<c>access_denied</c>, <c>unmet_authentication_requirements</c>).</summary>
    public string? Refusal { get; internal set; }

    /// <summary>The device that waits for it (<see cref="Devices.DeviceRequest.DeviceHash"/>); null where the answer goes back by the browser.</summary>
    public byte[]? DeviceHash { get; init; }

    /// <summary>When a response went to the client.</summary>
    public DateTimeOffset? ConsumedAt { get; init; }
}

internal sealed class SignInRequestMapping : IEntityTypeConfiguration<SignInRequest>
{
    public void Configure(EntityTypeBuilder<SignInRequest> builder)
    {
        builder.ToTable("SignInRequests");
        builder.HasKey(request => request.Id);
        builder.Property(request => request.Id).HasMaxLength(32).IsUnicode(false);
        builder.Property(request => request.ClientId).HasMaxLength(100);
        builder.Property(request => request.BrowserHash).HasMaxLength(32);
        builder.Property(request => request.RedirectOrigin).HasMaxLength(300);
        builder.Property(request => request.AnyOfAcr).HasMaxLength(500).IsUnicode(false);
        builder.Property(request => request.Refusal).HasMaxLength(64).IsUnicode(false);
        builder.Property(request => request.DeviceHash).HasMaxLength(32);
        builder.HasIndex(request => request.LastStepAt);
    }
}
