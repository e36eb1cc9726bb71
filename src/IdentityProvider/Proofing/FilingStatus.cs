namespace SecureAccess.Proofing;

/// <summary>The filing statuses of a return (R12), as the words on forms and in sources.</summary>
public static class FilingStatus
{
    /// <summary>Every status, in the order of the return.</summary>
    public static IReadOnlyList<string> All { get; } =
    ["single", "married-joint", "married-separate", "head-of-household", "surviving-spouse"];
}
