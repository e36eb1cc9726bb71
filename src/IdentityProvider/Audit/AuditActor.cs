namespace SecureAccess.Audit;

/// <summary>
/// Who acts in this scope. Set once a request when the session is read, by the command line for its verbs, by a job for itself;
/// until then it is <c>anonymous</c>.
/// </summary>
public sealed class AuditActor
{
    /// <summary><c>account:ID</c>, <c>command:VERB</c>, <c>job:NAME</c>, <c>client:ID</c> or <c>anonymous</c>.</summary>
    public string Name { get; private set; } = "anonymous";

    /// <summary>The person whose session this is.</summary>
    public void IsAccount(Guid accountId) => Name = $"account:{accountId}";

    /// <summary>A verb of the command line.</summary>
    public void IsCommand(string verb) => Name = $"command:{verb}";

    /// <summary>A background job, or the start of the server.</summary>
    public void IsJob(string job) => Name = $"job:{job}";

    /// <summary>An authenticated relying party.</summary>
    public void IsClient(string clientId) => Name = $"client:{clientId}";
}
