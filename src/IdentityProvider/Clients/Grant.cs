using OpenIddict.EntityFrameworkCore.Models;

namespace SecureAccess.Clients;

/// <summary>
/// What a person lets one client hold: the parent of its codes and tokens. One per account, client and session; under
/// <c>offline_access</c> a new one at each authorization, which outlives the session (D17). A revoked grant is never found again.
/// </summary>
public sealed class Grant : OpenIddictEntityFrameworkCoreAuthorization<Guid, Client, IssuedToken>
{
    /// <summary>Whose it is. <c>Subject</c> holds the same as text, for OpenIddict.</summary>
    public Guid AccountId { get; set; }

    /// <summary>The client that holds it (the foreign key of <c>Application</c>).</summary>
    public Guid? ApplicationId { get; set; }

    /// <summary>The session it was given in.</summary>
    public Guid SessionId { get; set; }

    /// <summary>True when it was given under <c>offline_access</c>: it then does not end with the session.</summary>
    public bool Offline { get; set; }

    /// <summary>The subject identifier by which this client knows the person.</summary>
    public required string SubjectIdentifier { get; set; }

    /// <summary>When it was revoked, if it was.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
