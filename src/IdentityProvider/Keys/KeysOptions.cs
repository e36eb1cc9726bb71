namespace SecureAccess.Keys;

/// <summary>Settings under <c>Keys</c>.</summary>
public sealed class KeysOptions
{
    /// <summary>
    /// The path of the file of root keys (<see cref="RootKeyFile"/>). In Development, when not set, <c>root.key</c> beside the
    /// embedded database, made once.
    /// </summary>
    public string? RootKeyFile { get; set; }
}
