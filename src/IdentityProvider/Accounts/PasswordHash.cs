using System.Globalization;

namespace SecureAccess.Accounts;

/// <summary>A stored password hash with all that made it: <c>$algorithm$parameters$pepper-key-id$salt$hash</c> (D8).</summary>
/// <param name="Algorithm"><c>argon2id</c> or <c>pbkdf2-sha512</c>.</param>
/// <param name="Parameters">For argon2id memory in KiB and passes, for pbkdf2 the rounds.</param>
/// <param name="PepperKeyId">The id of the root key that the pepper was derived from.</param>
/// <param name="Salt">16 random bytes.</param>
/// <param name="Hash">32 bytes.</param>
internal sealed record PasswordHash(
    string Algorithm,
    IReadOnlyList<int> Parameters,
    string PepperKeyId,
    byte[] Salt,
    byte[] Hash
)
{
    public const string Argon2id = "argon2id";
    public const string Pbkdf2 = "pbkdf2-sha512";

    public static PasswordHash? TryRead(string text)
    {
        var parts = text.Split('$');
        if (parts is not ["", var algorithm, var parameters, var pepper, var salt, var hash])
        {
            return null;
        }

        return new PasswordHash(
            algorithm,
            [
                .. parameters
                    .Split(',')
                    .Select(number => int.Parse(number, CultureInfo.InvariantCulture)),
            ],
            pepper,
            Convert.FromBase64String(salt),
            Convert.FromBase64String(hash)
        );
    }

    /// <summary>The stored form; the hash is no secret in the way that a password is, but it is printed nowhere else.</summary>
    public string Write() =>
        $"${Algorithm}${string.Join(',', Parameters)}${PepperKeyId}${Convert.ToBase64String(Salt)}${Convert.ToBase64String(Hash)}";

    public override string ToString() => "[password hash]";
}
