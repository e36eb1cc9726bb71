namespace SecureAccess.Clients;

/// <summary>What a <c>client_id</c> looks like (RFC 6749 appendix A.1, without spaces). Pure.</summary>
public static class ClientIdRules
{
    /// <summary>Characters of the longest.</summary>
    public const int Longest = 100;

    /// <summary>Whether a client can have this id: 1 to 100 printable ASCII characters. Nothing else is looked for in the database.</summary>
    public static bool IsWellFormed(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length is > 0 and <= Longest && id.All(c => c is > ' ' and < (char)127);
    }
}
