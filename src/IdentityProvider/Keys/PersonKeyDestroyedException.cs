using System.Security.Cryptography;

namespace SecureAccess.Keys;

/// <summary>The person's key was destroyed (or never made): what it protected cannot be read any more.</summary>
public sealed class PersonKeyDestroyedException()
    : CryptographicException("The person's key does not exist.");
