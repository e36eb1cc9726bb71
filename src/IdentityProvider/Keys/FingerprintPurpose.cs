namespace SecureAccess.Keys;

/// <summary>
/// What a keyed fingerprint is of: a closed list, one key each, so that a leak of one never opens another (security.md: one
/// fingerprint key for everything makes every taxpayer number reversible). Never change a name that has been in use.
/// </summary>
public sealed class FingerprintPurpose
{
    /// <summary>Email addresses (D21).</summary>
    public static readonly FingerprintPurpose Email = new("email");

    /// <summary>Phone numbers in E.164 form (R21, D12).</summary>
    public static readonly FingerprintPurpose Phone = new("phone");

    /// <summary>Taxpayer numbers (D5, D19).</summary>
    public static readonly FingerprintPurpose TaxpayerNumber = new("taxpayer-number");

    /// <summary>Names typed at sign-in that have no account (D4).</summary>
    public static readonly FingerprintPurpose TypedName = new("typed-name");

    /// <summary>Source addresses and their prefixes, in budgets and back-offs (D4, D7).</summary>
    public static readonly FingerprintPurpose Source = new("source");

    /// <summary>Subjects of budgets and back-offs: accounts, numbers, sources (D4, D7).</summary>
    public static readonly FingerprintPurpose Limit = new("limit");

    /// <summary>One-time codes, bound to account, kind and destination (D2).</summary>
    public static readonly FingerprintPurpose OneTimeCode = new("one-time-code");

    /// <summary>Browsers that completed a sign-in before (D4).</summary>
    public static readonly FingerprintPurpose KnownBrowser = new("known-browser");

    /// <summary>The codes that devices show and people type (RFC 8628).</summary>
    public static readonly FingerprintPurpose DeviceUserCode = new("device-user-code");

    private FingerprintPurpose(string name) => Name = "fingerprint/" + name;

    /// <summary>The name that enters the derivation, ASCII.</summary>
    public string Name { get; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
