namespace SecureAccess.Clients;

/// <summary>What applying a file of clients did.</summary>
public abstract record ClientsApplyResult
{
    private ClientsApplyResult() { }

    /// <summary>The file holds; what it changed, or with a dry run would change.</summary>
    /// <param name="Added">Ids of clients registered.</param>
    /// <param name="Changed">Ids of clients whose registration differed.</param>
    /// <param name="Unchanged">Ids of clients that were already so.</param>
    /// <param name="NewSecrets">Secrets made for clients that had none, by client id: to be shown once, they are stored as hashes only.</param>
    public sealed record Applied(
        IReadOnlyList<string> Added,
        IReadOnlyList<string> Changed,
        IReadOnlyList<string> Unchanged,
        IReadOnlyDictionary<string, string> NewSecrets
    ) : ClientsApplyResult;

    /// <summary>The file does not hold, and nothing was applied.</summary>
    /// <param name="Error">One line that names the file and the position or field.</param>
    public sealed record Refused(string Error) : ClientsApplyResult;
}

/// <summary>A line of <c>clients list</c>.</summary>
public sealed record ListedClient(
    string ClientId,
    string Name,
    string Profile,
    bool FirstParty,
    bool IsPublic,
    bool Disabled
);
