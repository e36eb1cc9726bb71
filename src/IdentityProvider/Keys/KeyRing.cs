using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace SecureAccess.Keys;

/// <summary>
/// The root keys in memory and the keys derived from them, one per purpose (HKDF-SHA256; security.md: one purpose, one key).
/// </summary>
public sealed class KeyRing
{
    private readonly ConcurrentDictionary<(string KeyId, string Purpose), byte[]> derived = new();
    private readonly Lazy<IReadOnlyList<RootKey>> keys;
    private string? lookUpKeyId;

    /// <param name="read">Gives at least one key, the first of them current; called when a key is first needed.</param>
    public KeyRing(Func<IReadOnlyList<RootKey>> read) =>
        keys = new(read, LazyThreadSafetyMode.PublicationOnly);

    /// <param name="keys">At least one; the first is current.</param>
    public KeyRing(IReadOnlyList<RootKey> keys)
        : this(() => keys) { }

    /// <summary>The id of the key that protects what is written from now on.</summary>
    public string CurrentId => keys.Value[0].Id;

    /// <summary>
    /// The id of the key that fingerprints are made with. It is the one that the rows of this database were made with, and stays so
    /// when a new current key is added, until every fingerprint has been made anew.
    /// </summary>
    public string LookUpId => lookUpKeyId ?? CurrentId;

    /// <summary>The current key's 32 bytes for this purpose.</summary>
    public byte[] Derive(KeyPurpose purpose) => Derive(purpose.Name, CurrentId);

    /// <summary>The 32 bytes for this purpose of the key with this id.</summary>
    /// <exception cref="CryptographicException">No such key in the file.</exception>
    public byte[] Derive(KeyPurpose purpose, string keyId) => Derive(purpose.Name, keyId);

    /// <summary>The 32 bytes that fingerprints of this purpose are made with.</summary>
    internal byte[] Derive(FingerprintPurpose purpose) => Derive(purpose.Name, LookUpId);

    /// <summary>True when the file holds a key with this id.</summary>
    public bool Holds(string keyId) => keys.Value.Any(key => key.Id == keyId);

    /// <summary>Says which key the fingerprints in the database were made with; called once, as the host starts.</summary>
    internal void UseForLookUp(string keyId) => lookUpKeyId = keyId;

    private byte[] Derive(string purpose, string keyId) =>
        derived.GetOrAdd(
            (keyId, purpose),
            wanted =>
            {
                var root =
                    keys.Value.FirstOrDefault(key => key.Id == wanted.KeyId)
                    ?? throw new CryptographicException(
                        "A value was protected by a key that the root key file does not hold."
                    );
                var material = new byte[RootKeyFile.KeyBytes];
                HKDF.DeriveKey(
                    HashAlgorithmName.SHA256,
                    root.Material.Reveal(),
                    material,
                    salt: [],
                    info: Encoding.UTF8.GetBytes("secure-access/" + wanted.Purpose)
                );
                return material;
            }
        );
}
