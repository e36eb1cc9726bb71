namespace SecureAccess.Protocol.Logout;

/// <summary>One client that is told of one session's end.</summary>
/// <param name="ClientId">Its <c>client_id</c>.</param>
/// <param name="Sid">The session, as the client knows it.</param>
/// <param name="Subject">The person, as the client knows them.</param>
/// <param name="AccountId">The person, for the audit record.</param>
public sealed record ClientToTell(string ClientId, string Sid, string Subject, Guid AccountId)
{
    /// <summary>The kind of the message.</summary>
    public const string Kind = "logout.token";

    /// <summary>How long a client that does not answer is tried.</summary>
    public static readonly TimeSpan WorthFor = TimeSpan.FromHours(24);

    /// <inheritdoc />
    public override string ToString() => $"[logout token for {ClientId}]";
}
