namespace SecureAccess.Keys;

/// <summary>
/// What a derived key is for: a closed list, one key each (security.md "Keys"). A value protected for one purpose cannot be
/// read for another. The name goes into the derivation: never change one that has been in use.
/// </summary>
public sealed class KeyPurpose
{
    /// <summary>Wraps the key of each person (D19).</summary>
    public static readonly KeyPurpose PersonKeys = new("person-keys");

    /// <summary>Bodies of waiting messages (D19).</summary>
    public static readonly KeyPurpose Outbox = new("outbox");

    /// <summary>The Development inbox.</summary>
    public static readonly KeyPurpose DevelopmentInbox = new("development-inbox");

    /// <summary>Parameters of stored sign-in requests.</summary>
    public static readonly KeyPurpose SignInRequests = new("sign-in-requests");

    /// <summary>The names typed to begin a recovery (D15).</summary>
    public static readonly KeyPurpose Recoveries = new("recoveries");

    /// <summary>Private keys that sign tokens.</summary>
    public static readonly KeyPurpose SigningKeys = new("signing-keys");

    /// <summary>What OpenIddict encrypts for itself.</summary>
    public static readonly KeyPurpose ProtocolTokens = new("protocol-tokens");

    /// <summary>What a posted sign-out said, until the browser comes back by GET.</summary>
    public static readonly KeyPurpose PostedLogouts = new("posted-logouts");

    /// <summary>ASP.NET Core's own Data Protection keys.</summary>
    public static readonly KeyPurpose DataProtection = new("data-protection");

    /// <summary>The pepper of password hashes (D8); the key's id is stored beside each hash.</summary>
    public static readonly KeyPurpose PasswordPepper = new("password-pepper");

    /// <summary>The value by which a wrong root key is noticed.</summary>
    public static readonly KeyPurpose CheckValue = new("check-value");

    private KeyPurpose(string name) => Name = name;

    /// <summary>The name that enters the derivation, ASCII.</summary>
    public string Name { get; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
