namespace SecureAccess.Keys;

/// <summary>
/// The root key is missing, malformed or not the one that this database was written with (D19). The message is one line for the
/// operator; it names the file or the setting and holds no key material.
/// </summary>
public sealed class RootKeyException(string message) : Exception(message);
